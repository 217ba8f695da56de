"use client";
import { KeyRound, LogOut, Package, Store } from "lucide-react";
import Link from "next/link";
import { signOut } from "next-auth/react";
import { useState } from "react";
import { toast } from "sonner";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/menu";
import type { Role } from "@/domain/account";
import { noteLeaving } from "./live/own-acts";

const FAILED = "You are still signed in: we could not reach the server. Please try again.";

type Props = { name: string; email: string; role: Role };

export function AccountMenu({ name, email, role }: Props) {
  const [leaving, setLeaving] = useState(false);

  async function leave() {
    setLeaving(true);
    noteLeaving(true);
    try {
      await signOut({ redirect: false });
      // A whole new page, so that nothing of this customer stays in memory.
      window.location.assign("/");
    } catch {
      setLeaving(false);
      noteLeaving(false);
      toast.error(FAILED);
    }
  }

  return (
    <Menu>
      <MenuTrigger
        aria-label="Account menu"
        disabled={leaving}
        className="ml-1 grid size-9 place-items-center rounded-full bg-accent font-semibold text-on-accent text-sm transition-colors hover:bg-accent-strong"
      >
        <span aria-hidden>{name.slice(0, 1).toUpperCase()}</span>
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
          <Link href="/account/tokens">
            <KeyRound aria-hidden />
            Access tokens
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
