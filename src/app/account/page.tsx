import type { Metadata } from "next";
import { Page } from "@/components/page";
import { ProfileView } from "@/features/account/profile-view";
import { Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  await load("/account", (api) => Promise.all([api.account.me.fetch(), api.account.signInOptions.fetch()]));
  return (
    <Page title="Profile" lead="Your name and email">
      <Hydrate>
        <ProfileView />
      </Hydrate>
    </Page>
  );
}
