"use client";
import { Play } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { api, errorMessage } from "@/trpc/client";
import { RoundTripDiagram } from "./round-trip-diagram";

/** The diagram, and a button that sends a real request and shows its duration. */
export function RoundTripDemo() {
  const { client } = api.useUtils();
  const [lap, setLap] = useState(0);
  const [pending, setPending] = useState(false);
  const [result, setResult] = useState<string>();

  async function sendRequest() {
    setPending(true);
    setLap(lap + 1);
    const start = performance.now();
    try {
      await client.product.list.query({ limit: 1 });
      const ms = Math.max(1, Math.round(performance.now() - start));
      setResult(`product.list · 200 · ${ms} ms`);
    } catch (error) {
      setResult(errorMessage(error));
    }
    setPending(false);
  }

  return (
    <figure>
      <RoundTripDiagram lap={lap} />
      <figcaption className="mt-7 flex flex-wrap items-center gap-x-4 gap-y-3 md:justify-center">
        <Button variant="outline" size="small" pending={pending} onClick={sendRequest}>
          {!pending && <Play aria-hidden />}
          Send a request
        </Button>
        <span role="status" className="text-muted text-sm tabular-nums">
          {result ?? "This is one click on “Cancel order”. Send a real request along the same path."}
        </span>
      </figcaption>
    </figure>
  );
}
