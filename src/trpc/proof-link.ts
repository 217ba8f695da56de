"use client";
import type { TRPCLink } from "@trpc/client";
import { observable, type Unsubscribable } from "@trpc/server/observable";
import type { AppRouter } from "@/server/routers/_app";

/** Asks for a proof that it's the user. Resolves to whether it was given. */
type Prompt = () => Promise<boolean>;

let prompt: Prompt | undefined;
let asking: Promise<boolean> | undefined;

/** Sets what asks for a proof; undefined where nothing can. */
export function setProofPrompt(value: Prompt | undefined) {
  prompt = value;
}

/** Asks for a proof, for a request that is none of a procedure. @returns whether it was given */
export const askForProof = async (): Promise<boolean> => prompt !== undefined && (await askOnce(prompt));

/** Several calls that want a proof at once, such as those of a batch, ask once. */
function askOnce(ask: Prompt): Promise<boolean> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

/** A call that wants a fresh proof asks for one and is sent again; its caller notices nothing but the time. */
export const proofLink: TRPCLink<AppRouter> = () => (step) =>
  observable((observer) => {
    let attempt: Unsubscribable;
    function send(isProven: boolean) {
      attempt = step.next(step.op).subscribe({
        next: (value) => observer.next(value),
        complete: () => observer.complete(),
        async error(error) {
          const isRefused = error.data?.reason === "FRESH_PROOF_REQUIRED" && !isProven;
          if (isRefused && (await askForProof())) send(true);
          else observer.error(error);
        },
      });
    }
    send(false);
    return () => attempt.unsubscribe();
  });
