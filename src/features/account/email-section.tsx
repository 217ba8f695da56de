"use client";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Notice } from "@/components/notice";
import { SettingsSection } from "@/components/settings-section";
import { Texts } from "@/components/span-texts";
import { MailboxLink } from "@/features/mailbox";
import { api, errorMessage, type RouterOutputs } from "@/trpc/client";
import { EmailForm } from "./email-form";

type Me = RouterOutputs["account"]["me"];

const TEXT = {
  lead: "Used to sign in, and for mails about your account.",
  leadWithoutMail: "Used to sign in. Can't be changed.",
  sent: "Mail sent. Look in your inbox, and open the link in it.",
  pending: "Open the link in our mail to this address. Until then, you sign in with the old one.",
};

/** The address: confirmed or not, and how to change it, where mails are on. */
export function EmailSection({ me }: { me: Me }) {
  const { mail = false, mailbox = false } = api.account.signInOptions.useQuery().data ?? {};
  return (
    <SettingsSection id="email" title="Email" lead={mail ? TEXT.lead : TEXT.leadWithoutMail}>
      <Card className="grid gap-5 px-6 py-5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <bdi className="min-w-0 wrap-anywhere">{me.email}</bdi>
          {mail && (
            <Badge tone={me.emailVerified ? "good" : "warn"}>{me.emailVerified ? "Confirmed" : "Not confirmed"}</Badge>
          )}
        </div>
        {mail && !me.emailVerified && <SendVerification email={me.email} mailbox={mailbox} />}
        {mail && (me.pendingEmail ? <PendingEmail email={me.pendingEmail} mailbox={mailbox} /> : <EmailForm />)}
      </Card>
    </SettingsSection>
  );
}

type MailProps = { email: string; mailbox: boolean };

function SendVerification({ email, mailbox }: MailProps) {
  const send = api.account.sendVerification.useMutation();
  return (
    <div className="grid justify-items-start gap-3">
      {send.error && <Notice>{errorMessage(send.error)}</Notice>}
      <p role="status" className="text-muted text-sm empty:hidden">
        {send.isSuccess && TEXT.sent}
      </p>
      <div className="flex flex-wrap gap-3">
        <Button variant="outline" size="small" pending={send.isPending} onClick={() => send.mutate({})}>
          Send the link again
        </Button>
        {mailbox && <MailboxLink email={email} />}
      </div>
    </div>
  );
}

function PendingEmail({ email, mailbox }: MailProps) {
  const utils = api.useUtils();
  const cancel = api.account.cancelEmailChange.useMutation({
    onSuccess: (me) => utils.account.me.setData(undefined, me),
  });
  return (
    <div className="grid justify-items-start gap-3 rounded-xl bg-sunken p-4 text-sm">
      <p className="max-w-full wrap-anywhere">
        <Texts>
          New address: <bdi className="font-medium">{email}</bdi>
        </Texts>
      </p>
      <p className="text-muted">{TEXT.pending}</p>
      {cancel.error && <Notice>{errorMessage(cancel.error)}</Notice>}
      <div className="flex flex-wrap gap-3">
        <Button variant="outline" size="small" pending={cancel.isPending} onClick={() => cancel.mutate({})}>
          Keep the old address
        </Button>
        {mailbox && <MailboxLink email={email} />}
      </div>
    </div>
  );
}
