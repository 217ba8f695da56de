import { clsx } from "clsx";
import type { LoopResult } from "@/features/learn";
import { REQUEST_STEPS, RESPONSE_STEPS } from "./request-steps";

type Step = (typeof REQUEST_STEPS)[number];

/** Whether a request was at a step, and whether it was refused there. */
function stateOf({ stations }: Step, { passage }: LoopResult): "passed" | "stopped" | "missed" {
  const own: readonly string[] = stations;
  if (passage.stop && own.includes(passage.stop.at)) return "stopped";
  return own.every((station) => (passage.stations as readonly string[]).includes(station)) ? "passed" : "missed";
}

const STEP_STYLES = {
  none: "border-line-strong/50 bg-surface text-accent",
  passed: "border-accent bg-accent text-on-accent",
  stopped: "border-danger bg-danger text-on-accent",
  missed: "border-line bg-surface text-muted",
};

/** A request and its response as a loop: horizontal, or vertical on a phone. @param result of the last one */
export function RoundTripDiagram({ lap, result }: { lap: number; result: LoopResult | undefined }) {
  const isRefused = result !== undefined && result.status >= 400;
  return (
    <div className="relative mx-2.5 mt-8 grid grid-cols-[1.6fr_1fr] rounded-[2.5rem] border-2 border-accent/35 py-9 md:mx-6 md:h-80 md:grid-cols-none md:grid-rows-[1fr_auto_auto] md:rounded-full md:px-24 md:py-0">
      <span
        key={lap}
        aria-hidden
        className={clsx(
          "absolute top-0 left-0 hidden size-3.5 animate-lap rounded-full [offset-path:border-box] supports-[offset-path:border-box]:block",
          isRefused ? "bg-danger" : "bg-accent shadow-[0_0_0_6px_var(--accent-soft)]",
        )}
      />
      <ol aria-label="Request" className="grid gap-6 md:-mt-6 md:grid-cols-5 md:gap-2">
        {REQUEST_STEPS.map((step) => {
          const { icon: Icon, name, file, action } = step;
          const state = result ? stateOf(step, result) : "none";
          return (
            <li key={name} className="-ml-6 flex gap-3.5 md:ml-0 md:flex-col md:items-center md:gap-2.5 md:text-center">
              <span
                className={clsx(
                  "relative grid size-12 shrink-0 place-items-center rounded-full border transition-colors",
                  STEP_STYLES[state],
                )}
              >
                <Icon aria-hidden className="size-5" strokeWidth={1.75} />
              </span>
              <span className="grid content-start gap-0.5">
                <span className="font-medium">{name}</span>
                <code className="text-muted text-xs">{file}</code>
                <span className="mt-0.5 text-muted text-sm leading-snug md:px-1">
                  {state === "stopped" ? <StopText result={result} /> : action}
                </span>
              </span>
            </li>
          );
        })}
      </ol>
      <p
        role="status"
        translate="no"
        className="col-span-2 grid min-h-12 place-content-center px-4 text-center font-mono text-xs leading-relaxed max-md:order-last max-md:mt-6 md:col-span-1 md:pb-8"
      >
        {result ? (
          <>
            <span>{result.request}</span>
            <span className={clsx("font-semibold", isRefused ? "text-danger" : "text-good")}>{answerOf(result)}</span>
          </>
        ) : (
          <span className="text-muted">{"DELETE /api/v1/orders/{id}"}</span>
        )}
      </p>
      <ol
        aria-label="Response"
        className="flex flex-col-reverse justify-around text-right md:-mb-1.5 md:flex-row-reverse md:gap-4 md:text-center"
      >
        {RESPONSE_STEPS.map((step, index) => {
          const isSkipped = isRefused && index < 2;
          return (
            <li
              key={step}
              className={clsx(
                "-mr-1.5 flex items-center justify-end gap-3 text-muted text-sm leading-snug md:mr-0 md:flex-1 md:flex-col md:justify-end md:gap-2.5",
                isSkipped && "line-through",
              )}
            >
              <span>{isRefused && index === 3 ? "UI explains" : step}</span>
              <span
                aria-hidden
                className={clsx(
                  "relative size-2.5 shrink-0 rounded-full border-2",
                  result && !isSkipped ? "border-accent bg-accent" : "border-accent bg-paper",
                )}
              />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const answerOf = ({ status, reason, ms }: LoopResult) =>
  [status, reason, `${Math.max(1, Math.round(ms))} ms`].filter(Boolean).join(" · ");

function StopText({ result }: { result: LoopResult | undefined }) {
  return (
    <span className="text-danger">
      <span>Refused by</span> <code className="text-xs">{result?.passage.stop?.name}</code>
    </span>
  );
}
