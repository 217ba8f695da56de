"use client";
import { useState } from "react";
import { Button } from "@/components/button";
import { Dialog, DialogContent } from "@/components/dialog";
import { Skeleton } from "@/components/skeleton";
import { PROOF_MINUTES, type ProofMethod } from "@/domain/factor";
import { signInAgain } from "@/shell/sign-out";
import { api } from "@/trpc/client";
import { PasskeyProof } from "./passkey-proof";
import { CodeProof, PasswordProof } from "./proof-forms";

const TEXT = {
  title: "Confirm it's you",
  lead: `This protects your account. We won't ask again for ${PROOF_MINUTES} minutes.`,
  usePassword: "Use your password",
  useCode: "Use a code",
  none: "You have no password and no second step. Sign in again to confirm it's you.",
  signInAgain: "Sign in again",
};

type Props = { email: string; onFinish: (isProven: boolean) => void };

export default function ProofDialog({ email, onFinish }: Props) {
  const methods = api.proof.methods.useQuery(undefined, { staleTime: 0 }).data?.methods;
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onFinish(false)}>
      <DialogContent title={TEXT.title} description={TEXT.lead}>
        {methods ? <Proofs {...{ email, methods }} onProven={() => onFinish(true)} /> : <Skeleton className="h-40" />}
      </DialogContent>
    </Dialog>
  );
}

type ProofsProps = { email: string; methods: readonly ProofMethod[]; onProven: () => void };

function Proofs({ email, methods, onProven }: ProofsProps) {
  const hasPassword = methods.includes("PASSWORD");
  const hasPasskey = methods.includes("PASSKEY");
  const hasCode = methods.includes("TOTP") || methods.includes("RECOVERY_CODE");
  const [isByCode, setByCode] = useState(!hasPassword);
  if (methods.length === 0) return <SignInAgain />;
  return (
    <>
      {hasPasskey && <PasskeyProof onProven={onProven} />}
      {isByCode && hasCode && <CodeProof onProven={onProven} />}
      {!isByCode && <PasswordProof email={email} onProven={onProven} />}
      {hasPassword && hasCode && (
        <Button variant="ghost" size="small" className="mt-3" onClick={() => setByCode(!isByCode)}>
          {isByCode ? TEXT.usePassword : TEXT.useCode}
        </Button>
      )}
    </>
  );
}

/** Signing in is a proof, too. */
function SignInAgain() {
  return (
    <div className="grid justify-items-start gap-4">
      <p>{TEXT.none}</p>
      <Button size="small" onClick={signInAgain}>
        {TEXT.signInAgain}
      </Button>
    </div>
  );
}
