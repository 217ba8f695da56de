import { Trash2, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/button";
import { PillFilter } from "@/components/pill-filter";
import type { Call } from "./call";
import { CallDetail } from "./call-detail";
import { CallList } from "./call-list";
import { clearCalls, useCalls } from "./call-store";
import { Resizer } from "./resizer";

export type DrawerProps = { isOpen: boolean; onClose: () => void };

const FILTERS = [
  { value: "all", label: "All" },
  { value: "api", label: "API" },
  { value: "page", label: "Pages" },
];
/** There, the drawer covers the page, which so cannot be used beside it. */
const PHONE = "(max-width: 639px)";

/** The last calls of this tab, and the parts of a selected one. */
export default function Drawer({ isOpen, onClose }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const calls = useCalls();
  const [filter, setFilter] = useState("all");
  const [selectedId, setSelectedId] = useState<number>();
  const shown = calls.filter(({ kind }) => filter === "all" || kind === filter);
  const selected = calls.find(({ id }) => id === selectedId);

  useEffect(() => {
    const element = dialog.current;
    if (!isOpen || !element) return;
    if (window.matchMedia(PHONE).matches) element.showModal();
    else element.show();
    element.focus();
    return () => element.close(); // returns the focus
  }, [isOpen]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    onClose();
  }

  function back({ id }: Call) {
    setSelectedId(undefined);
    requestAnimationFrame(() => dialog.current?.querySelector<HTMLElement>(`[data-call="${id}"]`)?.focus());
  }

  return (
    <dialog
      ref={dialog}
      className="inspector"
      aria-label="Network"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onCancel={onClose}
    >
      <Resizer />
      <header className="bar">
        <h2>Network</h2>
        <PillFilter label="Calls to show" options={FILTERS} value={filter} onChange={setFilter} />
        <Button variant="ghost" size="icon" aria-label="Clear" title="Clear" className="ml-auto" onClick={clearCalls}>
          <Trash2 aria-hidden />
        </Button>
        <Button variant="ghost" size="icon" aria-label="Close" title="Close (Esc)" onClick={onClose}>
          <X aria-hidden />
        </Button>
      </header>
      <div className="main" data-selected={selected ? "" : undefined}>
        <CallList calls={shown} selectedId={selected?.id} onSelect={setSelectedId} />
        {selected ? (
          <CallDetail key={selected.id} call={selected} onBack={() => back(selected)} />
        ) : (
          <p className="hint">Select a call to see where its time went.</p>
        )}
      </div>
    </dialog>
  );
}
