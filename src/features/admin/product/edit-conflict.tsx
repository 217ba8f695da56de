import { GitCompareArrows } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/button";
import { type Draft, TEXT, valueText } from "./draft";

type Props = {
  /** The product as another editor saved it. */
  saved: Draft;
  /** The product as it was when this form opened. */
  original: Draft;
  draft: Draft;
  onUseSaved: (name: keyof Draft, value: string) => void;
  onResolve: () => void;
};

const NAMES = ["name", "description", "category", "price", "stock"] as const;

/** Someone else saved the product after this form opened: shows the saved values beside the typed ones. */
export function EditConflict({ saved, original, draft, onUseSaved, onResolve }: Props) {
  const notice = useRef<HTMLElement>(null);
  useEffect(() => notice.current?.focus(), []);
  const changed = NAMES.filter((name) => saved[name] !== original[name] && saved[name] !== draft[name]);
  return (
    <section
      ref={notice}
      tabIndex={-1}
      role="alert"
      aria-labelledby="edit-conflict"
      className="grid gap-4 rounded-xl border border-warn/40 bg-warn-soft p-4 outline-none"
    >
      <h3 id="edit-conflict" className="flex items-center gap-2 font-medium text-warn">
        <GitCompareArrows aria-hidden className="size-4 shrink-0" />
        <span>Someone else edited this product</span>
      </h3>
      {changed.map((name) => (
        <div key={name} className="grid gap-2 rounded-lg bg-surface p-3 text-sm">
          <p className="font-medium">{TEXT[name]}</p>
          <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
            <dt className="text-muted">Saved</dt>
            <dd dir="auto">{valueText(saved, name)}</dd>
            <dt className="text-muted">Yours</dt>
            <dd dir="auto">{valueText(draft, name)}</dd>
          </dl>
          <Button
            variant="outline"
            size="small"
            className="justify-self-start"
            onClick={() => onUseSaved(name, saved[name])}
          >
            Use saved value <span className="sr-only">{`for ${TEXT[name]}`}</span>
          </Button>
        </div>
      ))}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm">
          {changed.length ? "Use the saved values or keep yours." : "Your changes are not affected."}
        </p>
        <Button variant="outline" size="small" onClick={onResolve}>
          Keep my values
        </Button>
      </div>
    </section>
  );
}
