"use client";
import { Search } from "lucide-react";
import { type ComponentType, useEffect, useState } from "react";
import { Button } from "@/components/button";
import type { PaletteProps } from "./palette";

/** Opens the command palette by a click or Ctrl-K (⌘K). Its code is loaded when it is first opened. */
export function PaletteButton({ viewer }: Pick<PaletteProps, "viewer">) {
  const [Palette, setPalette] = useState<ComponentType<PaletteProps>>();
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      // Autofill sends key events without a key.
      if (event.key?.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      setOpen((wasOpen) => !wasOpen);
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  useEffect(() => {
    if (isOpen && !Palette)
      import("./palette").then((loaded) => setPalette(() => loaded.default)).catch(() => setOpen(false));
  }, [isOpen, Palette]);

  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Jump to"
        aria-keyshortcuts="Control+K Meta+K"
        title="Jump to (Ctrl-K)"
        onClick={() => setOpen(true)}
      >
        <Search aria-hidden className="size-5" />
      </Button>
      {Palette && <Palette viewer={viewer} isOpen={isOpen} onOpenChange={setOpen} />}
    </>
  );
}
