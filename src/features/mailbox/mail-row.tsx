"use client";
import { Card } from "@/components/card";
import { Time } from "@/shell/time";
import type { RouterOutputs } from "@/trpc/client";
import { MailFrame } from "./mail-frame";

type Mail = RouterOutputs["mailbox"]["list"]["items"][number];

export function MailRow({ mail, isOpen }: { mail: Mail; isOpen: boolean }) {
  const { to, subject, text, html, sentAt } = mail;
  return (
    <li>
      <Card className="overflow-hidden">
        <details open={isOpen}>
          <summary className="grid cursor-pointer gap-x-6 gap-y-1 px-5 py-4 sm:grid-cols-[1fr_auto]">
            <bdi className="break-words font-medium">{subject}</bdi>
            <span className="text-muted text-sm">
              <Time date={sentAt} />
            </span>
            <bdi className="break-all text-muted text-sm">{to}</bdi>
          </summary>
          <MailFrame subject={subject} html={html} />
          <details className="border-line border-t px-5 py-3">
            <summary className="cursor-pointer text-muted text-sm">Plain text</summary>
            <pre dir="auto" className="mt-3 whitespace-pre-wrap break-words text-sm">
              {text}
            </pre>
          </details>
        </details>
      </Card>
    </li>
  );
}
