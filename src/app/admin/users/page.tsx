import { Page } from "@/components/page";
import { readUserFilters } from "@/features/admin/search-params";
import { AdminUsersView } from "@/features/admin/user/admin-users-view";
import { adminTitle, getViewer, Hydrate, loadAdmin } from "@/trpc/server";

export const generateMetadata = adminTitle("All users");

export default async function AdminUsersPage({ searchParams }: PageProps<"/admin/users">) {
  const params = await searchParams;
  const filters = readUserFilters((name) => params[name]);
  await loadAdmin("/admin/users", (api) => api.admin.user.list.fetchInfinite(filters));
  return (
    <Page title="All users">
      <Hydrate>
        <AdminUsersView viewerId={(await getViewer())?.id} />
      </Hydrate>
    </Page>
  );
}
