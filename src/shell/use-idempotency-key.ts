"use client";
import { useRef } from "react";
import { createIdempotencyKey } from "@/trpc/idempotency-key";

/** The key of a text: the same for a retry after a lost response, another one for another text. */
export function useIdempotencyKey() {
  const current = useRef({ text: "", key: "" });
  return (input: unknown) => {
    const text = JSON.stringify(input);
    if (current.current.text !== text) current.current = { text, key: createIdempotencyKey() };
    return { context: { idempotencyKey: current.current.key } };
  };
}
