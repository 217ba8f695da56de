"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import type { FoundLink } from "@/domain/account-link.schema";
import type { ErrorReason } from "@/domain/error-reason";
import { api, errorData, errorMessage } from "@/trpc/client";
import { markSigningOut } from "@/trpc/own-changes";
import { AuthCard } from "./auth-card";
import { LinkInvalid } from "./link-invalid";
import { LINK_TEXTS } from "./link-texts";
import { LinkUsed } from "./link-used";
import { SignInToConfirm } from "./sign-in-to-confirm";

type Props = { secret: string; link: FoundLink; isSignedIn: boolean; mailbox: boolean };

/** The button of a link in a mail: scanners of mails open links, but press no buttons. */
export function ConfirmLink({ secret, link, isSignedIn, mailbox }: Props) {
  const [{ kind, state, email, needsSession }] = useState(link); // as it was opened: a refresh finds it used
  const [reason, setReason] = useState<ErrorReason>();
  const router = useRouter();
  const isUsable = kind !== null && kind !== "RESET_PASSWORD" && email !== null;
  const text = isUsable ? LINK_TEXTS[kind] : undefined;
  const use = api.accountLink.use.useMutation({
    onMutate: () => markSigningOut(text?.effects !== undefined),
    onSuccess: () => text?.effects && router.refresh(), // the header belongs to a visitor from now on
    onError: (error) => {
      markSigningOut(false);
      setReason(errorData(error)?.reason);
    },
  });
  if (!isUsable || !text) return <LinkInvalid kind={kind} isUsed={state === "USED"} />;
  if (reason === "LINK_INVALID") return <LinkInvalid kind={kind} takesFocus />;
  if (use.isSuccess) return <LinkUsed {...{ kind, email, mailbox }} />;
  if (needsSession || reason === "LINK_NEEDS_SESSION") {
    return (
      <AuthCard title={text.title}>
        <SignInToConfirm {...{ secret, email, isSignedIn }} isNew={kind === "CONFIRM_NEW_EMAIL"} />
      </AuthCard>
    );
  }
  return (
    <AuthCard title={text.title}>
      <div className="grid justify-items-center gap-5 text-center">
        {use.error && <Notice>{errorMessage(use.error)}</Notice>}
        <p>{text.lead}</p>
        <bdi className="max-w-full wrap-anywhere font-medium">{email}</bdi>
        {text.effects && (
          <ul className="grid list-disc gap-1.5 pl-5 text-left text-muted text-sm">
            {text.effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
        )}
        <Button
          variant={text.effects ? "danger" : "solid"}
          pending={use.isPending}
          onClick={() => use.mutate({ secret })}
        >
          {text.button}
        </Button>
      </div>
    </AuthCard>
  );
}
