import { REQUEST_STEPS, RESPONSE_STEPS } from "./request-steps";

/** A request and its response as a loop: horizontal, or vertical on a phone. */
export function RoundTripDiagram({ lap }: { lap: number }) {
  return (
    <div className="relative mx-2.5 mt-8 grid grid-cols-[1.6fr_1fr] rounded-[2.5rem] border-2 border-accent/35 py-9 md:mx-6 md:h-72 md:grid-cols-none md:grid-rows-[1fr_auto] md:rounded-full md:px-24 md:py-0">
      <span
        key={lap}
        aria-hidden
        className="absolute top-0 left-0 hidden size-3.5 animate-lap rounded-full bg-accent shadow-[0_0_0_6px_var(--accent-soft)] [offset-path:border-box] supports-[offset-path:border-box]:block"
      />
      <ol aria-label="Request" className="grid gap-6 md:-mt-6 md:grid-cols-5 md:gap-2">
        {REQUEST_STEPS.map(({ icon: Icon, name, file, action }) => (
          <li key={name} className="-ml-6 flex gap-3.5 md:ml-0 md:flex-col md:items-center md:gap-2.5 md:text-center">
            <span className="relative grid size-12 shrink-0 place-items-center rounded-full border border-line-strong/50 bg-surface text-accent">
              <Icon aria-hidden className="size-5" strokeWidth={1.75} />
            </span>
            <span className="grid content-start gap-0.5">
              <span className="font-medium">{name}</span>
              <code className="text-muted text-xs">{file}</code>
              <span className="mt-0.5 text-muted text-sm leading-snug md:px-1">{action}</span>
            </span>
          </li>
        ))}
      </ol>
      <ol
        aria-label="Response"
        className="flex flex-col-reverse justify-around text-right md:-mb-1.5 md:flex-row-reverse md:gap-4 md:text-center"
      >
        {RESPONSE_STEPS.map((step) => (
          <li
            key={step}
            className="-mr-1.5 flex items-center justify-end gap-3 text-muted text-sm leading-snug md:mr-0 md:flex-1 md:flex-col md:justify-end md:gap-2.5"
          >
            <span>{step}</span>
            <span aria-hidden className="relative size-2.5 shrink-0 rounded-full border-2 border-accent bg-paper" />
          </li>
        ))}
      </ol>
    </div>
  );
}
