"use client";
import { Fingerprint } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { askForPasskey, passkeyProblem } from "@/shell/passkey";
import { api, errorData, errorMessage } from "@/trpc/client";

export function PasskeyProof({ onProven }: { onProven: () => void }) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { client } = api.useUtils();
  const give = api.proof.giveByPasskey.useMutation();

  async function run() {
    setPending(true);
    setProblem(undefined);
    try {
      await give.mutateAsync(await askForPasskey(await client.proof.requestPasskey.query()));
      return onProven();
    } catch (error) {
      setProblem(errorData(error) ? errorMessage(error) : passkeyProblem(error));
    }
    setPending(false);
  }
  return (
    <div className="mb-5 grid gap-3">
      {problem && <Notice>{problem}</Notice>}
      <Button variant="outline" pending={pending} onClick={run}>
        {!pending && <Fingerprint aria-hidden />}
        Use a passkey
      </Button>
    </div>
  );
}
