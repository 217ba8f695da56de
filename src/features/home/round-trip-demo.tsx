"use client";
import { Play } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { api, errorMessage } from "@/trpc/client";
import { RoundTripDiagram } from "./round-trip-diagram";

/** The picture, and a button that makes one such trip for real and says how long it took. */
export function RoundTripDemo() {
  const { client } = api.useUtils();
  const [lap, setLap] = useState(0);
  const [pending, setPending] = useState(false);
  const [result, setResult] = useState<string>();

  async function go() {
    setPending(true);
    setLap(lap + 1);
    const start = performance.now();
    try {
      const { items } = await client.product.list.query({ limit: 1 });
      const ms = Math.max(1, Math.round(performance.now() - start));
      setResult(`product.list was there and back in ${ms} ms${items[0] ? `, with the ${items[0].name}` : ""}.`);
    } catch (error) {
      setResult(errorMessage(error));
    }
    setPending(false);
  }

  return (
    <figure>
      <RoundTripDiagram lap={lap} />
      <figcaption className="mt-7 flex flex-wrap items-center gap-x-4 gap-y-3 md:justify-center">
        <Button variant="outline" size="small" pending={pending} onClick={go}>
          {!pending && <Play aria-hidden />}
          Make one now
        </Button>
        <span role="status" className="text-muted text-sm tabular-nums">
          {result ?? "The picture follows one click on “Cancel order”. The button sends a small query the same way."}
        </span>
      </figcaption>
    </figure>
  );
}
