import { clsx } from "clsx";

const COLORS: Record<string, string> = {
  GET: "bg-sky-soft text-sky",
  POST: "bg-good-soft text-good",
  PATCH: "bg-warn-soft text-warn",
  PUT: "bg-warn-soft text-warn",
  DELETE: "bg-danger-soft text-danger",
};

export function MethodBadge({ method }: { method: string }) {
  return (
    <span
      className={clsx(
        "inline-grid h-7 w-18 shrink-0 place-items-center rounded-lg font-mono font-semibold text-xs",
        COLORS[method] ?? "bg-sunken text-muted",
      )}
    >
      {method}
    </span>
  );
}
