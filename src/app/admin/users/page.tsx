import { Page } from "@/components/page";
import { deskTitle, getViewer, Hydrate, loadDesk } from "@/trpc/server";
import { readUserFilters } from "./read-user-filters";
import { UsersDesk } from "./users-desk";

export const generateMetadata = deskTitle("All users");

export default async function DeskUsersPage({ searchParams }: PageProps<"/admin/users">) {
  const params = await searchParams;
  const filters = readUserFilters((name) => params[name]);
  await loadDesk("/admin/users", (api) => api.admin.user.list.fetchInfinite(filters));
  return (
    <Page title="All users">
      <Hydrate>
        <UsersDesk viewerId={(await getViewer())?.id} />
      </Hydrate>
    </Page>
  );
}
