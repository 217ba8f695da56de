"use client";
import { lazy, Suspense, useEffect, useState } from "react";
import { importWithRetry } from "@/shell/import-with-retry";
import { setProofPrompt } from "@/trpc/proof-link";

const ProofDialog = lazy(() => importWithRetry(() => import("./proof-dialog")));

/** Asks for a proof where a call wants one, on every page. @param email of the user, for password managers */
export function ProofPrompt({ email }: { email: string }) {
  const [pending, setPending] = useState<{ resolve: (isProven: boolean) => void }>();

  useEffect(() => {
    setProofPrompt(() => new Promise((resolve) => setPending({ resolve })));
    return () => setProofPrompt(undefined);
  }, []);

  function finish(isProven: boolean) {
    pending?.resolve(isProven);
    setPending(undefined);
  }
  return <Suspense>{pending && <ProofDialog email={email} onFinish={finish} />}</Suspense>;
}
