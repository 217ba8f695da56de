import { MailCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import { Texts } from "@/components/span-texts";

type Props = {
  email: string;
  /** What the mail contains. */
  children: ReactNode;
  /** Whether mails are kept for the mailbox of development. */
  mailbox: boolean;
};

const NOT_THERE = "Nothing there after a few minutes? Look in the spam folder. We send at most 3 mails an hour.";

/** Takes the place of a form whose answer is a mail. */
export function MailSent({ email, children, mailbox }: Props) {
  return (
    <div role="status" className="grid justify-items-center gap-3 text-center">
      <MailCheck aria-hidden className="size-10 text-accent" />
      <h2 className="font-display text-2xl">Check your mail</h2>
      <p className="max-w-full wrap-anywhere">
        <Texts>
          Look in the inbox of <bdi className="font-medium">{email}</bdi>.
        </Texts>
      </p>
      <p className="text-muted">{children}</p>
      <p className="text-muted text-sm">{NOT_THERE}</p>
      {mailbox && (
        <Button asChild variant="outline" size="small" className="mt-2">
          <Link href={`/mailbox?to=${encodeURIComponent(email)}`}>Development only: open the mailbox</Link>
        </Button>
      )}
    </div>
  );
}
