import { Page } from "@/components/page";
import { readSecurityFilters } from "@/features/admin/search-params";
import { SecurityView } from "@/features/admin/security/security-view";
import { adminTitle, Hydrate, loadAdmin } from "@/trpc/server";

export const generateMetadata = adminTitle("Security");

export default async function AdminSecurityPage({ searchParams }: PageProps<"/admin/security">) {
  const params = await searchParams;
  const filters = readSecurityFilters((name) => params[name]);
  await loadAdmin("/admin/security", (api) =>
    Promise.all([
      api.admin.security.list.fetchInfinite(filters),
      api.admin.security.refusals.fetch({ days: filters.days }),
    ]),
  );
  return (
    <Page title="Security" lead="Security events are kept for 180 days">
      <Hydrate>
        <SecurityView />
      </Hydrate>
    </Page>
  );
}
