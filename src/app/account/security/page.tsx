import type { Metadata } from "next";
import { Page } from "@/components/page";
import { SecurityView } from "@/features/session/security-view";
import { getViewer, Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage() {
  const [{ email }] = await load("/account/security", (api) =>
    Promise.all([
      api.account.me.fetch(),
      api.session.list.fetch(),
      api.factor.list.fetch(),
      api.signInMethod.list.fetch(),
    ]),
  );
  const viewer = await getViewer();
  return (
    <Page title="Security" lead="Your active sessions, second step and password">
      <Hydrate>
        <SecurityView email={email} isFactorMissing={viewer?.lacksSecondFactor ?? false} />
      </Hydrate>
    </Page>
  );
}
