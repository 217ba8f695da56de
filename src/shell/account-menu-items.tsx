"use client";
import { LogOut } from "lucide-react";
import type { ReactElement } from "react";
import { Link } from "@/components/link";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/menu";
import type { Role } from "@/domain/account";
import { accountMenuItems } from "./navigation";
import { useSignOut } from "./sign-out";
import { PhoneThemeItems } from "./theme-items";

type Props = { name: string; email: string; role: Role; trigger: ReactElement };

export default function AccountMenuItems({ name, email, role, trigger }: Props) {
  const { signOut, isSigningOut } = useSignOut();
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild disabled={isSigningOut}>
        {trigger}
      </MenuTrigger>
      <MenuContent className="w-60">
        <div className="px-2.5 py-2">
          <p dir="auto" className="truncate font-medium text-sm">
            {name}
          </p>
          <p className="truncate text-muted text-xs">{email}</p>
        </div>
        <MenuSeparator />
        {accountMenuItems(role).map(({ href, label, icon: Icon }) => (
          <MenuItem key={href} asChild>
            <Link href={href}>
              <Icon aria-hidden />
              {label}
            </Link>
          </MenuItem>
        ))}
        <PhoneThemeItems />
        <MenuSeparator />
        <MenuItem onSelect={signOut}>
          <LogOut aria-hidden />
          Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
