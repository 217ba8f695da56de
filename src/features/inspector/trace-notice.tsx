import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { Skeleton } from "@/components/skeleton";
import type { Call } from "./call";
import type { TraceState } from "./use-trace";

type Props = { state: TraceState; call: Call; onRetry: () => void };

/** Why there is no trace of a call; nothing if there is one. */
export function TraceNotice({ state, call, onRetry }: Props): ReactNode {
  if (state.status === "found") return null;
  if (state.status === "loading") return <Skeleton className="h-5" />;
  const text = {
    untraced: isOpenStream(call)
      ? "The trace of a stream can be read once the stream has ended. Its events are in Response."
      : call.ms === undefined
        ? "Waiting for the response"
        : "No trace for this call. It got no response, or what it asked for isn't traced.",
    refused: "Only administrators can read traces. Sign in again if your session has ended.",
    failed: "The trace couldn't be loaded. Check that the server is running, then try again.",
    missing: `This process doesn't have the trace: ${"process" in state ? state.process : ""}. Another process served the call, or newer requests have replaced the trace.`,
  }[state.status];
  const canRetry = state.status !== "untraced";
  return (
    <div className="notice" role="status">
      <p>{text}</p>
      {canRetry && (
        <Button variant="outline" size="small" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

const isOpenStream = ({ label, ms }: Call) => label === "stream" && ms === undefined;
