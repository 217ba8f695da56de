import { AccountDeletedNotice } from "@/features/account/account-deleted-notice";
import { BuiltIn } from "@/features/home/built-in";
import { Featured } from "@/features/home/featured";
import { Hero } from "@/features/home/hero";
import { RoundTripDemo } from "@/features/home/round-trip-demo";
import { TryIt } from "@/features/home/try-it";
import { getViewer, load, offersDemoAccounts } from "@/trpc/server";

export default async function HomePage() {
  const viewer = await getViewer();
  const { items } = await load("/", (api) => api.product.list.fetch({ sort: "newest", limit: 12 }));
  return (
    <div className="mx-auto grid max-w-6xl gap-20 px-4 py-12 sm:gap-28 sm:px-6 sm:py-20">
      <AccountDeletedNotice />
      <Hero isSignedIn={viewer !== null} />
      <RoundTripDemo />
      <BuiltIn />
      <Featured products={items} />
      <TryIt isSignedIn={viewer !== null} showDemo={offersDemoAccounts()} />
    </div>
  );
}
