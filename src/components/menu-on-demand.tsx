"use client";
import { type ComponentType, cloneElement, type ReactElement, type SyntheticEvent, useRef, useState } from "react";

type ButtonProps = Partial<Record<"onClick" | "onFocus" | "onPointerEnter", (event: SyntheticEvent) => void>> & {
  "aria-haspopup"?: "menu";
  "aria-expanded"?: boolean;
};

type Props<MenuProps> = {
  /** Imports a menu that opens on mount and takes over the trigger. */
  load: () => Promise<{ default: ComponentType<MenuProps & { trigger: ReactElement }> }>;
  trigger: ReactElement<ButtonProps>;
  props: MenuProps;
};

/** A button whose menu is imported on hover, focus or click, to keep menu code out of the first load. */
export function MenuOnDemand<MenuProps extends object>({ load, trigger, props }: Props<MenuProps>) {
  const [Menu, setMenu] = useState<ComponentType<MenuProps & { trigger: ReactElement }>>();
  const loading = useRef<ReturnType<typeof load>>(undefined);

  async function preload() {
    loading.current ??= load();
    try {
      return (await loading.current).default;
    } catch {
      loading.current = undefined; // the next click retries
    }
  }

  async function open() {
    const Loaded = await preload();
    if (Loaded) setMenu(() => Loaded);
  }

  if (Menu) return <Menu {...props} trigger={trigger} />;
  return cloneElement(trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: preload,
    onFocus: preload,
    onClick: open,
  });
}
