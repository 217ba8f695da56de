import { useCallback, useEffect, useState } from "react";
import type { Trace } from "@/domain/trace";

/** `process` is the one that answered: others have traces of their own. */
export type TraceState =
  | { status: "loading" | "untraced" | "refused" | "failed" }
  | { status: "missing"; process: string }
  | { status: "found"; process: string; trace: Trace };

async function fetchTrace(id: string, signal: AbortSignal): Promise<TraceState> {
  const response = await fetch(`/api/inspector/${id}`, { signal, cache: "no-store" });
  const process = response.headers.get("x-process");
  if (response.ok && process) return { status: "found", process, trace: await response.json() };
  if (response.status === 404 && process) return { status: "missing", process };
  return { status: response.status === 403 ? "refused" : "failed" };
}

/** @param version another one fetches again: the trace of a call that has gone on */
export function useTrace(id: string | undefined, version: unknown): { state: TraceState; reload: () => void } {
  const [state, setState] = useState<TraceState>({ status: "loading" });
  const [reloads, setReloads] = useState(0);
  const reload = useCallback(() => setReloads((count) => count + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: version and reloads make it fetch again.
  useEffect(() => {
    if (!id) return setState({ status: "untraced" });
    const abort = new AbortController();
    fetchTrace(id, abort.signal).then(setState, () => {
      if (!abort.signal.aborted) setState({ status: "failed" });
    });
    return () => abort.abort();
  }, [id, version, reloads]);

  return { state, reload };
}
