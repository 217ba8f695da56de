"use client";
import { Play } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import type { LoopName, LoopResult } from "@/features/learn";
import { RoundTripDiagram } from "./round-trip-diagram";

const WAYS: { name: LoopName; label: string }[] = [
  { name: "cancel", label: "Cancel an order" },
  { name: "signedOut", label: "Without signing in" },
  { name: "stranger", label: "Another user's order" },
  { name: "twice", label: "Cancel it twice" },
];

/** The diagram, and buttons that send a real request around it: one that succeeds, three that are refused. */
export function RoundTripDemo() {
  const [lap, setLap] = useState(0);
  const [pending, setPending] = useState<LoopName>();
  const [result, setResult] = useState<LoopResult>();
  const [problem, setProblem] = useState<string>();

  async function send(name: LoopName) {
    if (pending) return;
    setPending(name);
    setProblem(undefined);
    setResult(undefined);
    setLap(lap + 1);
    try {
      const { sendAround } = await import("@/features/learn").catch(() => {
        throw new Error("The server can't be reached. Check your connection.");
      });
      setResult(await sendAround(name));
    } catch (error) {
      setProblem((error as Error).message);
    }
    setPending(undefined);
  }

  return (
    <figure>
      <RoundTripDiagram lap={lap} result={result} />
      <figcaption className="mt-7 grid justify-items-center gap-4">
        <span className="max-w-2xl text-center text-muted text-sm">
          This is one click on “Cancel order”. Send a real request along the same path, or break it. It runs in a
          sandbox that is deleted afterwards.
        </span>
        <span className="flex flex-wrap justify-center gap-2">
          {WAYS.map(({ name, label }, index) => (
            <Button
              key={name}
              variant={index === 0 ? "solid" : "dangerOutline"}
              size="small"
              pending={pending === name}
              onClick={() => send(name)}
            >
              {index === 0 && pending !== name && <Play aria-hidden />}
              {label}
            </Button>
          ))}
        </span>
        <span role="status" className="text-center text-danger text-sm empty:hidden">
          {problem}
        </span>
        <Link href="/learn" className="font-medium text-accent text-sm underline underline-offset-4">
          Learn how the two halves talk
        </Link>
      </figcaption>
    </figure>
  );
}
