"use client";
import { useState } from "react";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import { Notice } from "@/components/notice";
import type { LinkKind } from "@/domain/account-link";
import type { ErrorReason } from "@/domain/error-reason";
import { api, errorData, errorMessage } from "@/trpc/client";
import { markSigningOut } from "@/trpc/own-changes";
import { LinkDone } from "./link-done";
import { LinkInvalid } from "./link-invalid";
import { SignInToConfirm } from "./sign-in-to-confirm";

type Confirmed = Exclude<LinkKind, "RESET_PASSWORD">;
type Text = { lead: string; button: string; isDanger?: true; done: string; doneText: string };

const TEXT: Record<Confirmed, Text> = {
  VERIFY_EMAIL: {
    lead: "Did you create an account with this address? Then confirm it, and only then.",
    button: "Confirm my address",
    done: "Address confirmed",
    doneText: "Thank you. Your account can now do everything.",
  },
  CONFIRM_NEW_EMAIL: {
    lead: "Did you ask for this change? Then confirm it, and only then: you sign in with this address from now on.",
    button: "Confirm my new address",
    done: "Address changed",
    doneText: "Sign in with your new address from now on. The old one can take the change back for 7 days.",
  },
  UNDO_NEW_EMAIL: {
    lead: "Your account returns to this address. Everybody is signed out; the password, all access tokens and what was added in the last 7 days end.",
    button: "Take it back",
    isDanger: true,
    done: "Your account is back",
    doneText: "Everybody was signed out. We sent you a link for a new password.",
  },
  NOT_ME: {
    lead: "Everybody is signed out; the password, all access tokens, and sign-in methods of the last 7 days end.",
    button: "This was not me",
    isDanger: true,
    done: "Your account is safe",
    doneText: "Everybody was signed out. We sent you a link for a new password.",
  },
};

type Props = { secret: string; kind: Confirmed; email: string; needsSession: boolean; isSignedIn: boolean };

/** The button of a link in a mail: scanners of mails open links, but press no buttons. */
export function ConfirmLink({ secret, kind, email, needsSession, isSignedIn }: Props) {
  const [reason, setReason] = useState<ErrorReason>();
  const use = api.accountLink.use.useMutation({
    onMutate: () => markSigningOut(true), // this browser's session may end: the page says so
    onError: (error) => {
      markSigningOut(false);
      setReason(errorData(error)?.reason);
    },
  });
  const text = TEXT[kind];
  if (reason === "LINK_INVALID") return <LinkInvalid kind={kind} />;
  if (needsSession || reason === "LINK_NEEDS_SESSION") {
    return <SignInToConfirm {...{ secret, email, isSignedIn }} isNew={kind === "CONFIRM_NEW_EMAIL"} />;
  }
  if (use.isSuccess) {
    const wasVerified = kind === "VERIFY_EMAIL";
    return (
      <LinkDone
        title={text.done}
        action={
          <Button asChild>
            <Link href={wasVerified ? "/" : "/account"}>{wasVerified ? "Continue" : "Go to my account"}</Link>
          </Button>
        }
      >
        {text.doneText}
      </LinkDone>
    );
  }
  return (
    <div className="grid justify-items-center gap-5 text-center">
      {use.error && <Notice>{errorMessage(use.error)}</Notice>}
      <p>{text.lead}</p>
      <bdi className="max-w-full wrap-anywhere font-medium">{email}</bdi>
      <Button
        variant={text.isDanger ? "danger" : "solid"}
        pending={use.isPending}
        onClick={() => use.mutate({ secret })}
      >
        {text.button}
      </Button>
    </div>
  );
}
