"use client";
import { SunMoon } from "lucide-react";
import { Button } from "@/components/button";
import { MenuOnDemand } from "@/components/menu-on-demand";

const load = () => import("./theme-menu-items");

/** On a phone, the themes are in the account menu. */
export function ThemeMenu() {
  return (
    <MenuOnDemand
      load={load}
      props={{}}
      trigger={
        <Button variant="ghost" size="icon" aria-label="Change theme" className="max-sm:hidden">
          <SunMoon aria-hidden className="size-5" />
        </Button>
      }
    />
  );
}
