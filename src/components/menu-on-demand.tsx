"use client";
import { type ComponentType, cloneElement, type ReactElement, type SyntheticEvent, useRef, useState } from "react";

type ButtonProps = Partial<Record<"onClick" | "onFocus" | "onPointerEnter", (event: SyntheticEvent) => void>> & {
  "aria-haspopup"?: "menu";
  "aria-expanded"?: boolean;
};

type Props<MenuProps> = {
  /** Fetches a menu that is open when it comes, and belongs to the button. */
  load: () => Promise<{ default: ComponentType<MenuProps & { trigger: ReactElement }> }>;
  trigger: ReactElement<ButtonProps>;
  props: MenuProps;
};

/** A button whose menu is fetched when somebody comes near: a page is read more often than its menus are opened. */
export function MenuOnDemand<MenuProps extends object>({ load, trigger, props }: Props<MenuProps>) {
  const [Menu, setMenu] = useState<ComponentType<MenuProps & { trigger: ReactElement }>>();
  const loading = useRef<ReturnType<typeof load>>(undefined);

  async function fetch() {
    loading.current ??= load();
    try {
      return (await loading.current).default;
    } catch {
      loading.current = undefined; // the next click tries again
    }
  }

  async function open() {
    const Loaded = await fetch();
    if (Loaded) setMenu(() => Loaded);
  }

  if (Menu) return <Menu {...props} trigger={trigger} />;
  return cloneElement(trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: fetch,
    onFocus: fetch,
    onClick: open,
  });
}
