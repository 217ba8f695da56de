import type { ReactNode } from "react";
import { Badge } from "@/components/badge";
import { Skeleton } from "@/components/skeleton";
import { Figure } from "./figure";

type State = { name: string; when: string; shows: string; example: ReactNode };

const ExampleRow = ({ name, badge }: { name: string; badge: ReactNode }) => (
  <p className="flex flex-wrap items-center justify-between gap-1">
    <span>{name}</span>
    {badge}
  </p>
);

const STATES: readonly State[] = [
  {
    name: "Loading",
    when: "No answer yet",
    shows: "A skeleton, or a spinner in the button",
    example: (
      <>
        <Skeleton className="h-4 w-2/3" />
        <Skeleton className="h-4 w-4/5" />
        <Skeleton className="h-4 w-1/2" />
      </>
    ),
  },
  {
    name: "Success",
    when: "200, 201, 204",
    shows: "The data, or the next page",
    example: (
      <>
        <ExampleRow name="Order 7K2M9Q" badge={<Badge tone="accent">Placed</Badge>} />
        <ExampleRow name="Order X4T8W3" badge={<Badge tone="good">Delivered</Badge>} />
      </>
    ),
  },
  {
    name: "Error",
    when: "400 to 503, or no answer at all",
    shows: "A message, and a way on",
    example: (
      <>
        <p>The server couldn't be reached.</p>
        <p>
          <span className="inline-block rounded-full border border-line-strong/60 px-3 py-0.5">Try again</span>
        </p>
      </>
    ),
  },
];

/** The three states of a request, each with what a page shows. */
export function StatesPicture() {
  return (
    <Figure caption="“My orders” in its three states. Trying again leads from the third to the first.">
      <ul className="grid gap-2 sm:grid-cols-3">
        {STATES.map(({ name, when, shows, example }) => (
          <li key={name} className="box grid content-start gap-3">
            <div>
              <p className="font-medium">{name}</p>
              <p className="text-accent text-xs">{when}</p>
            </div>
            <div aria-hidden className="grid gap-2 rounded-lg border border-dashed bg-surface p-3 text-sm sm:min-h-24">
              {example}
            </div>
            <p className="text-muted text-sm leading-snug">{shows}</p>
          </li>
        ))}
      </ul>
    </Figure>
  );
}
