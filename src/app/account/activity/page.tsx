import type { Metadata } from "next";
import { Page } from "@/components/page";
import { ActivityView } from "@/features/activity/activity-view";
import { Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityPage() {
  await load("/account/activity", (api) => api.activity.list.fetchInfinite({}));
  return (
    <Page title="Activity" lead="What happened to your account in the last 180 days">
      <Hydrate>
        <ActivityView />
      </Hydrate>
    </Page>
  );
}
