"use client";
import type { ReactElement } from "react";
import { Link } from "@/components/link";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/menu";
import { guestItems } from "./navigation";
import { PhoneThemeItems } from "./theme-items";

export default function GuestMenuItems({ trigger }: { trigger: ReactElement }) {
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent className="w-60">
        {guestItems.map(({ href, label, icon: Icon }) => (
          <MenuItem key={href} asChild>
            <Link href={href}>
              <Icon aria-hidden />
              {label}
            </Link>
          </MenuItem>
        ))}
        <PhoneThemeItems />
      </MenuContent>
    </Menu>
  );
}
