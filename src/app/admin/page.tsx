import { Page } from "@/components/page";
import { deskTitle, Hydrate, loadDesk } from "@/trpc/server";
import { OverviewView } from "./overview/overview-view";

export const generateMetadata = deskTitle("Overview");

const LEAD = "The last thirty days, by days of UTC. What was cancelled counts as an order, but not as revenue.";

export default async function DeskPage() {
  await loadDesk("/admin", (api) => api.admin.overview.fetch());
  return (
    <Page title="Overview" lead={LEAD}>
      <Hydrate>
        <OverviewView />
      </Hydrate>
    </Page>
  );
}
