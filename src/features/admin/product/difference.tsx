import { GitCompareArrows } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/button";
import { type Draft, TEXT } from "./draft";

type Props = {
  theirs: Draft;
  /** As it was when this form opened. */
  before: Draft;
  mine: Draft;
  onTake: (name: keyof Draft, value: string) => void;
  onDecided: () => void;
};

const NAMES = ["name", "description", "price", "stock"] as const;

/** Two people have edited one product: what the other has saved, beside what is typed here. */
export function Difference({ theirs, before, mine, onTake, onDecided }: Props) {
  const notice = useRef<HTMLElement>(null);
  useEffect(() => notice.current?.focus(), []);
  const changed = NAMES.filter((name) => theirs[name] !== before[name] && theirs[name] !== mine[name]);
  return (
    <section
      ref={notice}
      tabIndex={-1}
      role="alert"
      aria-labelledby="difference"
      className="grid gap-4 rounded-xl border border-warn/40 bg-warn-soft p-4 outline-none"
    >
      <h3 id="difference" className="flex items-center gap-2 font-medium text-warn">
        <GitCompareArrows aria-hidden className="size-4 shrink-0" />
        Somebody else has saved this product meanwhile
      </h3>
      {changed.map((name) => (
        <div key={name} className="grid gap-2 rounded-lg bg-surface p-3 text-sm">
          <p className="font-medium">{TEXT[name]}</p>
          <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
            <dt className="text-muted">Saved</dt>
            <dd className="wrap-anywhere">{theirs[name]}</dd>
            <dt className="text-muted">Yours</dt>
            <dd className="wrap-anywhere">{mine[name]}</dd>
          </dl>
          <Button
            variant="outline"
            size="small"
            className="justify-self-start"
            onClick={() => onTake(name, theirs[name])}
          >
            Take what is saved <span className="sr-only">for {TEXT[name]}</span>
          </Button>
        </div>
      ))}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm">
          {changed.length ? "Take what is saved, or keep yours." : "It does not touch what you have typed."}
        </p>
        <Button variant="outline" size="small" onClick={onDecided}>
          Go on with what stands below
        </Button>
      </div>
    </section>
  );
}
