import { Inbox } from "lucide-react";
import { Button } from "@/components/button";
import { Link } from "@/components/link";

/** Beside what says that a mail was sent, where mails are kept: the way to those to its address. */
export function MailboxLink({ email }: { email: string }) {
  return (
    <Button asChild variant="outline" size="small">
      <Link href={`/mailbox?to=${encodeURIComponent(email)}`}>
        <Inbox aria-hidden />
        Development only: open the mailbox
      </Link>
    </Button>
  );
}
