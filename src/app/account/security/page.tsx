import type { Metadata } from "next";
import { Page } from "@/components/page";
import { SecurityView } from "@/features/session/security-view";
import { Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage() {
  await load("/account/security", (api) => api.session.list.fetch());
  return (
    <Page title="Security" lead="Your active sessions and password">
      <Hydrate>
        <SecurityView />
      </Hydrate>
    </Page>
  );
}
