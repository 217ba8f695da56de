import { CircleCheck } from "lucide-react";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import { AuthResult } from "./auth-result";
import { type ConfirmedKind, LINK_TEXTS } from "./link-texts";
import { MailSent } from "./mail-sent";

type Props = { kind: ConfirmedKind; email: string; mailbox: boolean };

/** After the button of a link: what has happened, and the next step. */
export function LinkUsed({ kind, email, mailbox }: Props) {
  const { effects, done, doneText } = LINK_TEXTS[kind];
  if (effects) {
    return (
      <MailSent title={done} email={email} mailbox={mailbox} footer={<SendAgain />}>
        {doneText}
      </MailSent>
    );
  }
  const wasVerified = kind === "VERIFY_EMAIL";
  return (
    <AuthResult icon={<CircleCheck aria-hidden className="size-10 text-accent" />} title={done}>
      <p className="text-muted">{doneText}</p>
      <Button asChild className="mt-2">
        <Link href={wasVerified ? "/" : "/account"}>{wasVerified ? "Continue" : "Go to my account"}</Link>
      </Button>
    </AuthResult>
  );
}

const SendAgain = () => (
  <Link href="/forgot-password" className="font-medium text-accent underline">
    Send the link again
  </Link>
);
