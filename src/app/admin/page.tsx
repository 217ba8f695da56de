import { Page } from "@/components/page";
import { OverviewView } from "@/features/admin/overview/overview-view";
import { adminTitle, Hydrate, loadAdmin } from "@/trpc/server";

export const generateMetadata = adminTitle("Overview");

const LEAD = "Last 30 days (UTC). Revenue excludes cancelled orders.";

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
