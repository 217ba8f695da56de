"use client";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Notice } from "@/components/notice";
import { SettingsSection } from "@/components/settings-section";
import { Texts } from "@/components/span-texts";
import { toast } from "@/shell/toast";
import { api, errorMessage, type RouterOutputs } from "@/trpc/client";
import { EmailForm } from "./email-form";

type Me = RouterOutputs["account"]["me"];

const TEXT = {
  lead: "Used to sign in, and for mails about your account.",
  leadWithoutMail: "Used to sign in. Can't be changed.",
  sent: "Mail sent. Look in your inbox.",
  pending: "Open the link in our mail to this address. Until then, you sign in with the old one.",
};

/** The address: confirmed or not, and how to change it, where mails are on. */
export function EmailSection({ me }: { me: Me }) {
  const mail = api.account.signInOptions.useQuery().data?.mail ?? false;
  return (
    <SettingsSection id="email" title="Email" lead={mail ? TEXT.lead : TEXT.leadWithoutMail}>
      <Card className="grid gap-5 px-6 py-5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <bdi className="min-w-0 wrap-anywhere">{me.email}</bdi>
          {mail && (
            <Badge tone={me.emailVerified ? "good" : "warn"}>{me.emailVerified ? "Confirmed" : "Not confirmed"}</Badge>
          )}
        </div>
        {mail && !me.emailVerified && <SendVerification />}
        {mail && (me.pendingEmail ? <PendingEmail email={me.pendingEmail} /> : <EmailForm />)}
      </Card>
    </SettingsSection>
  );
}

function SendVerification() {
  const send = api.account.sendVerification.useMutation({ onSuccess: () => toast.success(TEXT.sent) });
  return (
    <div className="grid justify-items-start gap-3">
      {send.error && <Notice>{errorMessage(send.error)}</Notice>}
      <Button variant="outline" size="small" pending={send.isPending} onClick={() => send.mutate({})}>
        Send the link again
      </Button>
    </div>
  );
}

function PendingEmail({ email }: { email: string }) {
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
      <Button variant="outline" size="small" pending={cancel.isPending} onClick={() => cancel.mutate({})}>
        Keep the old address
      </Button>
    </div>
  );
}
