"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";

const STATUS = {
  ready: "",
  copied: "Copied",
  failed: "Couldn't copy. Select the text and copy it.",
};
const RESET_MS = 3000;

/** Copies a text and announces the result to screen readers. @param label what is copied, for the button's name */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<keyof typeof STATUS>("ready");

  useEffect(() => {
    if (state !== "copied") return;
    const timer = setTimeout(() => setState("ready"), RESET_MS);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text); // undefined on an insecure origin
      setState("copied");
    } catch {
      setState("failed");
    }
  }

  return (
    <div className="flex items-center gap-3">
      <p role="status" className={state === "failed" ? "text-right text-danger text-sm" : "sr-only"}>
        {STATUS[state]}
      </p>
      <Button variant="outline" size="small" onClick={copy}>
        {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
        {state === "copied" ? "Copied" : "Copy"} <span className="sr-only">{label}</span>
      </Button>
    </div>
  );
}
