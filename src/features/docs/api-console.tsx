"use client";
import { useEffect, useRef, useState } from "react";
import { ErrorState } from "@/components/error-state";
import { ConsoleSkeleton } from "./console-skeleton";
import { showConsole } from "./show-console";

const FAILED = "The console could not be loaded. Please check your connection.";

export function ApiConsole() {
  const frame = useRef<HTMLDivElement>(null);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another run.
  useEffect(() => {
    // The library renders for itself and has no way to end that: it gets an element of its own, which goes with us.
    const node = document.createElement("div");
    const leaving = new AbortController();
    frame.current?.append(node);
    // Long answers scroll in a box of their own, which the keyboard must reach, too.
    const boxes = new MutationObserver(() => {
      for (const box of node.querySelectorAll(".microlight:not([tabindex])")) box.setAttribute("tabindex", "0");
    });
    boxes.observe(node, { childList: true, subtree: true });
    setState("loading");
    showConsole(node, leaving.signal, () => setState("ready")).catch(() => {
      if (!leaving.signal.aborted) setState("failed");
    });
    return () => {
      leaving.abort();
      boxes.disconnect();
      node.remove();
    };
  }, [attempt]);

  return (
    <>
      <h2 className="sr-only">Operations</h2>
      {state === "loading" && <ConsoleSkeleton />}
      {state === "failed" && <ErrorState message={FAILED} onRetry={() => setAttempt(attempt + 1)} />}
      <div ref={frame} hidden={state !== "ready"} />
    </>
  );
}
