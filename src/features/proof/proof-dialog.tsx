"use client";
import { useState } from "react";
import { Button } from "@/components/button";
import { Dialog, DialogContent } from "@/components/dialog";
import { Link } from "@/components/link";
import { Skeleton } from "@/components/skeleton";
import { PROOF_MINUTES } from "@/domain/factor";
import { ProviderButtons } from "@/features/auth";
import { api, type RouterOutputs } from "@/trpc/client";
import { PasskeyProof } from "./passkey-proof";
import { CodeProof, PasswordProof } from "./proof-forms";

const TEXT = {
  title: "Confirm it's you",
  lead: `This protects your account. We won't ask again for ${PROOF_MINUTES} minutes.`,
  usePassword: "Use your password",
  useCode: "Use a code",
  providers: "You sign in there once more, and come back to this page.",
  none: "Nothing that you have set up can confirm it's you at the moment. Choose a password first: we send you a link.",
  choosePassword: "Choose a password",
};

type Props = { email: string; onFinish: (isProven: boolean) => void };

export default function ProofDialog({ email, onFinish }: Props) {
  const ways = api.proof.methods.useQuery(undefined, { staleTime: 0 }).data;
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onFinish(false)}>
      <DialogContent title={TEXT.title} description={TEXT.lead}>
        {ways ? <Proofs email={email} {...ways} onProven={() => onFinish(true)} /> : <Skeleton className="h-40" />}
      </DialogContent>
    </Dialog>
  );
}

type ProofsProps = RouterOutputs["proof"]["methods"] & { email: string; onProven: () => void };

function Proofs({ email, methods, providers, onProven }: ProofsProps) {
  const hasPassword = methods.includes("PASSWORD");
  const hasPasskey = methods.includes("PASSKEY");
  const hasCode = methods.includes("TOTP") || methods.includes("RECOVERY_CODE");
  const [isByCode, setByCode] = useState(!hasPassword);
  if (methods.length + providers.length === 0) return <NoProof />;
  return (
    <>
      {providers.length > 0 && <ProviderProof providers={providers} />}
      {hasPasskey && <PasskeyProof onProven={onProven} />}
      {isByCode && hasCode && <CodeProof onProven={onProven} />}
      {!isByCode && hasPassword && <PasswordProof email={email} onProven={onProven} />}
      {hasPassword && hasCode && (
        <Button variant="ghost" size="small" className="mt-3" onClick={() => setByCode(!isByCode)}>
          {isByCode ? TEXT.usePassword : TEXT.useCode}
        </Button>
      )}
    </>
  );
}

function ProviderProof({ providers }: Pick<ProofsProps, "providers">) {
  const target = window.location.pathname + window.location.search;
  return (
    <div className="mb-5 grid gap-3">
      <ProviderButtons providers={providers} label="Confirm with" form={{ prove: "true", target }} />
      <p className="text-muted text-sm">{TEXT.providers}</p>
    </div>
  );
}

/** Of an account whose provider was turned off. */
const NoProof = () => (
  <div className="grid justify-items-start gap-4">
    <p>{TEXT.none}</p>
    <Button asChild size="small">
      <Link href="/forgot-password">{TEXT.choosePassword}</Link>
    </Button>
  </div>
);
