"use client";
import { MenuOnDemand } from "@/components/menu-on-demand";
import type { Role } from "@/domain/account";

type Props = { name: string; email: string; role: Role };

const load = () => import("./account-menu-items");

export function AccountMenu(viewer: Props) {
  return (
    <MenuOnDemand
      load={load}
      props={viewer}
      trigger={
        <button
          type="button"
          aria-label="Account menu"
          className="ml-1 grid size-9 place-items-center rounded-full bg-accent font-semibold text-on-accent text-sm transition-colors hover:bg-accent-strong"
        >
          <span aria-hidden>{viewer.name.slice(0, 1).toUpperCase()}</span>
        </button>
      }
    />
  );
}
