"use client";
import { useEffect, useRef, useState } from "react";
import { ErrorState } from "@/components/error-state";
import { ConsoleSkeleton } from "./console-skeleton";
import { renderConsole } from "./render-console";

const FAILED = "The API console couldn't be loaded. Check your connection.";

export function ApiConsole() {
  const frame = useRef<HTMLDivElement>(null);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt must run the effect again.
  useEffect(() => {
    // Swagger UI can't be unmounted, so it renders into an element that the cleanup removes.
    const node = document.createElement("div");
    const controller = new AbortController();
    frame.current?.append(node);
    // Long responses scroll inside a box, which must be reachable by keyboard.
    const observer = new MutationObserver(() => {
      for (const box of node.querySelectorAll(".microlight:not([tabindex])")) box.setAttribute("tabindex", "0");
    });
    observer.observe(node, { childList: true, subtree: true });
    setState("loading");
    renderConsole(node, controller.signal, () => setState("ready")).catch(() => {
      if (!controller.signal.aborted) setState("failed");
    });
    return () => {
      controller.abort();
      observer.disconnect();
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
