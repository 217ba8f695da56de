"use client";
import { UserRound } from "lucide-react";
import { Button } from "@/components/button";
import { MenuOnDemand } from "@/components/menu-on-demand";

const load = () => import("./guest-menu-items");

/** The menu of a visitor on a phone, whose header has no room for links. */
export function GuestMenu() {
  return (
    <MenuOnDemand
      load={load}
      props={{}}
      trigger={
        <Button variant="ghost" size="icon" aria-label="Menu" className="sm:hidden">
          <UserRound aria-hidden className="size-5" />
        </Button>
      }
    />
  );
}
