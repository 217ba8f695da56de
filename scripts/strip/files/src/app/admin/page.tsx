import { Page } from "@/components/page";
import { Refusals } from "@/features/admin/security/refusals";
import { adminTitle, Hydrate, loadAdmin } from "@/trpc/server";

export const generateMetadata = adminTitle("Overview");

const DAYS = 7;

export default async function AdminPage() {
  await loadAdmin("/admin", (api) => api.admin.security.refusals.fetch({ days: DAYS }));
  return (
    <Page title="Overview" lead={`What was refused in the last ${DAYS} days`}>
      <Hydrate>
        <Refusals days={DAYS} />
      </Hydrate>
    </Page>
  );
}
