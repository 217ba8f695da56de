"use client";
import { useSearchParams } from "next/navigation";
import { EmptyState } from "@/components/empty-state";
import { Link } from "@/components/link";
import { Skeleton } from "@/components/skeleton";
import { isolate } from "@/domain/text";
import { api } from "@/trpc/client";
import { MailRow } from "./mail-row";
import { readAddress } from "./search-params";

const POLL_MS = 2000;

/** The kept mails, the latest one open. They appear by themselves. */
export function MailboxView() {
  const to = readAddress(useSearchParams().get("to"));
  const { data } = api.mailbox.list.useQuery({ to }, { refetchInterval: POLL_MS });
  if (!data) return <Skeleton className="h-40" />;
  return (
    <>
      {to && (
        <p className="mb-4 flex flex-wrap gap-x-4 text-muted">
          <span>{`Mails to ${isolate(to)}`}</span>
          <Link href="/mailbox">Show all</Link>
        </p>
      )}
      {data.items.length === 0 ? (
        <EmptyState picture="box" title="No mails yet">
          Sign up or reset a password, and the mail appears here. Set SMTP_URL to send real ones.
        </EmptyState>
      ) : (
        <ul className="grid gap-4">
          {data.items.map((mail, index) => (
            <MailRow key={mail.id} mail={mail} isOpen={index === 0} />
          ))}
        </ul>
      )}
    </>
  );
}
