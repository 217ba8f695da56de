import { featured } from "@/domain/product";
import { AccountDeletedNotice } from "@/features/account/account-deleted-notice";
import { HomeView } from "@/features/home/home-view";
import { getViewer, load, offersDemoAccounts } from "@/trpc/server";

export default async function HomePage() {
  const isSignedIn = (await getViewer()) !== null;
  const { items } = await load("/", (api) => api.product.list.fetch({ sort: "newest", limit: 12 }));
  return (
    <HomeView
      isSignedIn={isSignedIn}
      showDemo={offersDemoAccounts()}
      products={featured(items)}
      notice={<AccountDeletedNotice />}
    />
  );
}
