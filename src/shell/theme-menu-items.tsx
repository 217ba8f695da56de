"use client";
import type { ReactElement } from "react";
import { Menu, MenuContent, MenuTrigger } from "@/components/menu";
import { ThemeItems } from "./theme-items";

export default function ThemeMenuItems({ trigger }: { trigger: ReactElement }) {
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent>
        <ThemeItems />
      </MenuContent>
    </Menu>
  );
}
