"use client";
import { useEffect, useState } from "react";
import type { PasskeyProof, PasskeyRequest } from "@/domain/passkey.schema";
import { askForPasskey, offerPasskeys, passkeyProblem, stopOffering } from "@/shell/passkey";
import { api, errorData, errorMessage } from "@/trpc/client";
import { submitSignIn } from "./sign-in";

const TOO_LATE = "This sign-in took too long. Start again.";

type Purpose = "SIGN_IN" | "SECOND_STEP";
type OnProblem = (problem: string | undefined) => void;

async function submit(purpose: Purpose, proof: PasskeyProof, target: string, onProblem: OnProblem) {
  const outcome = await submitSignIn({ passkey: JSON.stringify({ purpose, ...proof }) }, target);
  if (outcome !== "redirecting" && "problem" in outcome) onProblem(outcome.problem);
}

/** Signs in by a passkey: alone, or in the second step. */
export function usePasskey(purpose: Purpose, target: string, onProblem: OnProblem) {
  const [pending, setPending] = useState(false);
  const { client } = api.useUtils();

  async function signIn() {
    stopOffering();
    setPending(true);
    onProblem(undefined);
    try {
      const { session } = client;
      const request = await (purpose === "SIGN_IN" ? session.requestPasskey : session.requestSecondPasskey).query();
      if (request) await submit(purpose, await askForPasskey(request), target, onProblem);
      else onProblem(TOO_LATE);
    } catch (error) {
      onProblem(errorData(error) ? errorMessage(error) : passkeyProblem(error));
    }
    setPending(false);
  }
  return { signIn, pending };
}

/** Offers passkeys among the suggestions of the email field. */
export function usePasskeyOffer(request: PasskeyRequest, target: string, onProblem: OnProblem) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: one offer per page
  useEffect(() => {
    offerPasskeys(request, (proof) => submit("SIGN_IN", proof, target, onProblem));
    return stopOffering;
  }, []);
}
