import type { Metadata } from "next";
import { Page } from "@/components/page";
import { TokensView } from "@/features/token/tokens-view";
import { Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "Access tokens" };

const LEAD = "A script that carries one acts for you, without your password, and only as far as you let it.";

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
