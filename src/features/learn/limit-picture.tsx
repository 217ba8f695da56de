import { Figure } from "./figure";

/** A minute of writes: three batches of 20, and one call more. */
const BATCHES = ["1st batch", "2nd batch", "3rd batch"];
const CALLS = Array.from({ length: 20 }, (_, index) => index);

/** The writes of a minute as cells, of which each call takes one. */
export function LimitPicture() {
  return (
    <Figure caption="A minute of writes. Each call takes a cell, in a batch or alone; the 61st is refused.">
      <ul className="grid gap-2">
        {BATCHES.map((batch) => (
          <li key={batch} className="grid items-center gap-x-4 gap-y-1 sm:grid-cols-[6rem_1fr]">
            <span className="text-muted text-sm">
              <span>{batch}</span>
              <span className="sr-only">: 20 calls, each counted</span>
            </span>
            <span aria-hidden className="grid grid-cols-[repeat(20,minmax(0,1fr))] gap-1">
              {CALLS.map((call) => (
                <span key={call} className="aspect-square rounded-sm bg-accent" />
              ))}
            </span>
          </li>
        ))}
        <li className="grid items-center gap-x-4 gap-y-1 sm:grid-cols-[6rem_1fr]">
          <span className="text-muted text-sm">One more</span>
          <span className="flex items-center gap-3">
            <span aria-hidden className="size-3 rounded-sm border-2 border-danger bg-danger-soft" />
            <span className="font-mono text-[0.8125rem] text-danger">429, Retry-After: 42</span>
          </span>
        </li>
      </ul>
    </Figure>
  );
}
