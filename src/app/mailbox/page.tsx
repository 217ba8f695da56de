import type { Metadata } from "next";
import { Page } from "@/components/page";
import { MailboxView } from "@/features/mailbox/mailbox-view";
import { readAddress } from "@/features/mailbox/search-params";
import { Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "Mailbox" };

const LEAD = "Mails of this development server. They're kept here instead of being sent.";

export default async function MailboxPage({ searchParams }: PageProps<"/mailbox">) {
  const to = readAddress((await searchParams).to);
  await load("/mailbox", (api) => api.mailbox.list.fetch({ to }));
  return (
    <Page title="Mailbox" lead={LEAD} narrow>
      <Hydrate>
        <MailboxView />
      </Hydrate>
    </Page>
  );
}
