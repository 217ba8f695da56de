"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { MenuRadioGroup, MenuRadioItem, MenuSeparator } from "@/components/menu";

const themes = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "system", label: "System", icon: Monitor },
];

/** The themes as items of a menu. */
export function ThemeItems() {
  const { theme, setTheme } = useTheme();
  return (
    <MenuRadioGroup aria-label="Theme" value={theme} onValueChange={setTheme}>
      {themes.map(({ value, label, icon: Icon }) => (
        <MenuRadioItem key={value} value={value}>
          <Icon aria-hidden />
          {label}
        </MenuRadioItem>
      ))}
    </MenuRadioGroup>
  );
}

/** The themes on a phone, whose header has no menu for them. */
export function PhoneThemeItems() {
  return (
    <div className="sm:hidden">
      <MenuSeparator />
      <ThemeItems />
    </div>
  );
}
