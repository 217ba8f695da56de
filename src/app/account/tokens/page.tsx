import type { Metadata } from "next";
import { Page } from "@/components/page";
import { TokensView } from "@/features/token/tokens-view";
import { Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "Access tokens" };

const LEAD = "Let scripts use the API for you, with only the permissions you choose.";

export default async function TokensPage() {
  await load("/account/tokens", (api) => api.token.list.fetch());
  return (
    <Page title="Access tokens" lead={LEAD}>
      <Hydrate>
        <TokensView />
      </Hydrate>
    </Page>
  );
}
