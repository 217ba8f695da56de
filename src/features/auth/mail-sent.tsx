import { MailCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Texts } from "@/components/span-texts";
import { MailboxLink } from "@/features/mailbox";
import { AuthResult } from "./auth-result";

const TITLE = "Check your mail";
const NOT_THERE = "Nothing there after a few minutes? Look in the spam folder. We send at most 3 mails an hour.";

type Props = {
  /** What has happened; by default only that a mail was sent. */
  title?: string;
  email: string;
  /** What the mail contains. */
  children: ReactNode;
  /** Whether mails are kept for the mailbox of development. */
  mailbox: boolean;
  footer?: ReactNode;
};

/** Takes the place of a form or a link whose answer is a mail. */
export function MailSent({ title = TITLE, email, children, mailbox, footer }: Props) {
  return (
    <AuthResult icon={<MailCheck aria-hidden className="size-10 text-accent" />} title={title} footer={footer}>
      {title !== TITLE && <h2 className="font-display text-2xl">{TITLE}</h2>}
      <p className="max-w-full wrap-anywhere">
        <Texts>
          Look in the inbox of <bdi className="font-medium">{email}</bdi>.
        </Texts>
      </p>
      <p className="text-muted">{children}</p>
      <p className="text-muted text-sm">{NOT_THERE}</p>
      {mailbox && <MailboxLink email={email} />}
    </AuthResult>
  );
}
