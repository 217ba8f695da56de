import { CloudAlert } from "lucide-react";
import { Button } from "./button";

type Props = { title?: string; message: string; reference?: string; onRetry: () => void };

/** A failure with a retry button. @param reference the request ID, to find the failure in the server log */
export function ErrorState({ title = "Something went wrong", message, reference, onRetry }: Props) {
  return (
    <div
      role="alert"
      className="flex flex-col items-center rounded-2xl border border-line bg-surface px-6 py-16 text-center"
    >
      <span className="mb-4 grid size-12 place-items-center rounded-full bg-danger-soft text-danger">
        <CloudAlert aria-hidden className="size-5" />
      </span>
      <p className="font-display text-2xl">{title}</p>
      <p className="mt-1.5 max-w-sm text-muted">{message}</p>
      <Button variant="outline" className="mt-6" onClick={onRetry}>
        Try again
      </Button>
      {reference && (
        <p className="mt-5 text-muted text-xs">
          <span>Reference</span> <code className="select-all font-mono">{reference}</code>
        </p>
      )}
    </div>
  );
}
