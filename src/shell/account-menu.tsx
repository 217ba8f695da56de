"use client";
import { MenuOnDemand } from "@/components/menu-on-demand";
import type { Role } from "@/domain/account";

type Props = { initial: string; name: string; email: string; role: Role };

const load = () => import("./account-menu-items");

export function AccountMenu({ initial, ...viewer }: Props) {
  return (
    <MenuOnDemand
      load={load}
      props={viewer}
      trigger={
        <button
          type="button"
          aria-label="Account menu"
          className="ml-1 grid size-9 shrink-0 place-items-center overflow-hidden rounded-full bg-accent font-semibold text-on-accent text-sm transition-colors hover:bg-accent-strong"
        >
          <span aria-hidden>{initial}</span>
        </button>
      }
    />
  );
}
