"use client";
import { LogOut, Package, Store, UserRound } from "lucide-react";
import Link from "next/link";
import { type ReactElement, useState } from "react";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/menu";
import type { Role } from "@/domain/account";
import { signOutAndGo } from "./sign-in/sign-out";
import { toast } from "./toast";

const FAILED = "You are still signed in: we could not reach the server. Please try again.";

type Props = { name: string; email: string; role: Role; trigger: ReactElement };

export default function AccountMenuItems({ name, email, role, trigger }: Props) {
  const [leaving, setLeaving] = useState(false);

  async function leave() {
    setLeaving(true);
    try {
      await signOutAndGo("/");
    } catch {
      setLeaving(false);
      toast.error(FAILED);
    }
  }

  return (
    <Menu defaultOpen>
      <MenuTrigger asChild disabled={leaving}>
        {trigger}
      </MenuTrigger>
      <MenuContent className="w-60">
        <div className="px-2.5 py-2">
          <p className="truncate font-medium text-sm">{name}</p>
          <p className="truncate text-muted text-xs">{email}</p>
        </div>
        <MenuSeparator />
        <MenuItem asChild>
          <Link href="/orders">
            <Package aria-hidden />
            My orders
          </Link>
        </MenuItem>
        <MenuItem asChild>
          <Link href="/account">
            <UserRound aria-hidden />
            Account
          </Link>
        </MenuItem>
        {role === "ADMIN" && (
          <MenuItem asChild>
            <Link href="/admin">
              <Store aria-hidden />
              Admin desk
            </Link>
          </MenuItem>
        )}
        <MenuItem onSelect={leave}>
          <LogOut aria-hidden />
          Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
