import { Page } from "@/components/page";
import { OverviewView } from "@/features/admin/overview/overview-view";
import { adminTitle, Hydrate, loadAdmin } from "@/trpc/server";

export const generateMetadata = adminTitle("Overview");

const LEAD = "The last thirty days, by days of UTC. What was cancelled counts as an order, but not as revenue.";

export default async function AdminPage() {
  await loadAdmin("/admin", (api) => api.admin.overview.fetch());
  return (
    <Page title="Overview" lead={LEAD}>
      <Hydrate>
        <OverviewView />
      </Hydrate>
    </Page>
  );
}
