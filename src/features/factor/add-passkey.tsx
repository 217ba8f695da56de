"use client";
import { useState } from "react";
import { Button } from "@/components/button";
import { createPasskey, passkeyProblem } from "@/shell/passkey";
import { toast } from "@/shell/toast";
import { api, errorData, errorMessage } from "@/trpc/client";

/** @param onCodes takes the recovery codes of the first factor */
export function AddPasskey({ onCodes }: { onCodes: (codes: readonly string[] | null) => void }) {
  const [pending, setPending] = useState(false);
  const utils = api.useUtils();
  const start = api.factor.startPasskey.useMutation();
  const add = api.factor.addPasskey.useMutation({ gcTime: 0 }); // removes the recovery codes from the cache

  async function run() {
    setPending(true);
    try {
      const { codes } = await add.mutateAsync(await createPasskey(await start.mutateAsync({})));
      toast.success("Passkey added");
      onCodes(codes);
      utils.factor.list.invalidate();
    } catch (error) {
      const problem = errorData(error) ? errorMessage(error) : passkeyProblem(error);
      if (problem) toast.error(problem);
    }
    setPending(false);
  }
  return (
    <Button variant="outline" size="small" pending={pending} onClick={run}>
      Add a passkey
    </Button>
  );
}
