"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";

const SAID = {
  ready: "",
  copied: "Copied",
  failed: "Please copy it by hand.",
};
const SHOWN_MS = 3000;

/** Copies a text, and says whether that worked, also to those who hear the page. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [state, setState] = useState<keyof typeof SAID>("ready");

  useEffect(() => {
    if (state !== "copied") return;
    const timer = setTimeout(() => setState("ready"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text); // not there on an address without https
      setState("copied");
    } catch {
      setState("failed");
    }
  }

  return (
    <div className="flex items-center gap-3">
      <p role="status" className={state === "failed" ? "text-right text-danger text-sm" : "sr-only"}>
        {SAID[state]}
      </p>
      <Button variant="outline" size="small" onClick={copy}>
        {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
        {state === "copied" ? "Copied" : "Copy"} <span className="sr-only">{what}</span>
      </Button>
    </div>
  );
}
