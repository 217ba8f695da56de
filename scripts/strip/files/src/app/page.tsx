import { AccountDeletedNotice } from "@/features/account/account-deleted-notice";
import { HomeView } from "@/features/home/home-view";
import { getViewer, offersDemoAccounts } from "@/trpc/server";

export default async function HomePage() {
  const viewer = await getViewer();
  return (
    <HomeView
      viewer={viewer && { name: viewer.name, role: viewer.role }}
      showDemo={offersDemoAccounts()}
      notice={<AccountDeletedNotice />}
    />
  );
}
