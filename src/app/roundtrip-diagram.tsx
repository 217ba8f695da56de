import { ArrowDown, ArrowUp } from "lucide-react";

const STATIONS = [
  ["Page", "Cancel order", "shows it at once"],
  ["Guard", "id, size, type, origin", "x-request-id"],
  ["Identity", "cookie → credential row", "who it is"],
  ["Procedure", "signed in? the owner?", "parsed by its schema"],
  ["Service", "one transaction", "the order, or a 409"],
  ["PostgreSQL", "UPDATE … WHERE status IN (…)", "1 row, or 0"],
] as const;

/** One click on its way through the app, and back. */
export function RoundtripDiagram() {
  return (
    <figure className="rounded-3xl border border-line bg-surface p-5 shadow-card sm:p-7">
      <figcaption className="mb-5 flex items-center justify-between text-muted text-sm">
        <span>One click, there and back</span>
        <span className="flex gap-4" aria-hidden>
          <span className="inline-flex items-center gap-1 text-accent">
            <ArrowDown className="size-3.5" /> asks
          </span>
          <span className="inline-flex items-center gap-1 text-good">
            <ArrowUp className="size-3.5" /> answers
          </span>
        </span>
      </figcaption>
      <ol className="relative grid gap-2.5 px-7">
        <span aria-hidden className="absolute top-5 bottom-5 left-1.5 w-px bg-accent/50" />
        <ArrowDown aria-hidden className="-bottom-0.5 absolute left-[-0.5px] size-3.5 text-accent" />
        <span aria-hidden className="absolute top-5 right-1.5 bottom-5 w-px bg-good/50" />
        <ArrowUp aria-hidden className="-top-0.5 absolute right-[-0.5px] size-3.5 text-good" />
        {STATIONS.map(([name, asks, answers]) => (
          <li
            key={name}
            className="flex flex-wrap items-baseline justify-between gap-x-4 rounded-xl bg-sunken px-4 py-3"
          >
            <span className="w-full font-medium text-sm">{name}</span>
            <span className="font-mono text-accent text-xs">{asks}</span>
            <span className="font-mono text-good text-xs">{answers}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
}
