import { Page } from "@/components/page";
import { OverviewView } from "@/features/admin/overview/overview-view";
import { readWindow } from "@/features/admin/overview/search-params";
import { WindowFilter } from "@/features/admin/overview/window-filter";
import { adminTitle, Hydrate, loadAdmin } from "@/trpc/server";

export const generateMetadata = adminTitle("Overview");

export default async function AdminPage({ searchParams }: PageProps<"/admin">) {
  const days = readWindow((await searchParams).days);
  await loadAdmin("/admin", (api) => api.admin.overview.fetch({ days }));
  const lead = `Last ${days} days (UTC). Revenue excludes cancelled orders.`;
  return (
    <Page title="Overview" lead={lead} aside={<WindowFilter current={days} />}>
      <Hydrate>
        <OverviewView days={days} />
      </Hydrate>
    </Page>
  );
}
