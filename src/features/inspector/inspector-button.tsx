import { Activity } from "lucide-react";
import { type ComponentType, type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { useCalls } from "./call-store";
import type { DrawerProps } from "./drawer";
import "./inspector.css";
import { startRecording } from "./recorder";

if (typeof window !== "undefined") startRecording();

/** Beside the letters, where no browser, system or screen reader has a command; also where it has another sign. */
const isToggle = ({ ctrlKey, altKey, metaKey, shiftKey, code }: KeyboardEvent) =>
  ctrlKey && !altKey && !metaKey && !shiftKey && code === "Backquote";

const subscribe = () => () => {};

/** Opens the drawer with the calls of this tab. Its code is loaded when it is first opened. */
export default function InspectorButton(): ReactNode {
  const calls = useCalls();
  const isHydrated = useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
  const [Drawer, setDrawer] = useState<ComponentType<DrawerProps>>();
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (!isToggle(event)) return;
      event.preventDefault();
      setOpen((wasOpen) => !wasOpen);
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  useEffect(() => {
    if (isOpen && !Drawer)
      import("./drawer").then((loaded) => setDrawer(() => loaded.default)).catch(() => setOpen(false));
  }, [isOpen, Drawer]);

  if (!isHydrated) return null;
  return (
    <aside aria-label="Inspector" className="print:hidden">
      <button
        type="button"
        className="inspector-button"
        aria-expanded={isOpen}
        aria-keyshortcuts="Control+`"
        title="Network (Ctrl-`)"
        onClick={() => setOpen(true)}
      >
        <Activity aria-hidden />
        <span>Network</span>
        <span className="count">{calls.length}</span>
      </button>
      {Drawer && <Drawer isOpen={isOpen} onClose={() => setOpen(false)} />}
    </aside>
  );
}
