"use client";
import { Card } from "@/components/card";
import { SettingsSection } from "@/components/settings-section";
import { Skeleton } from "@/components/skeleton";
import { QueryBoundary } from "@/shell/query-boundary";
import { Time } from "@/shell/time";
import { api } from "@/trpc/client";
import { EmailSection } from "./email-section";
import { NameForm } from "./name-form";

const TEXT = {
  loading: "Loading your profile",
  name: "Your name is shown in your account, and beside questions and answers that you post.",
};

export function ProfileView() {
  return (
    <QueryBoundary>
      <Profile />
    </QueryBoundary>
  );
}

function Profile() {
  const me = api.account.me.useQuery().data;
  if (!me) return <ProfileSkeleton />;
  return (
    <>
      <SettingsSection id="details" title="Your details" lead={TEXT.name}>
        <Card className="p-6">
          <NameForm me={me} />
        </Card>
      </SettingsSection>
      <EmailSection me={me} />
      <SettingsSection id="member-since" title="Member since">
        <Card className="px-6 py-5">
          <Time date={me.createdAt} format="day" />
        </Card>
      </SettingsSection>
    </>
  );
}

function ProfileSkeleton() {
  return (
    <Card aria-busy className="grid gap-6 p-6 sm:p-8">
      <span className="sr-only" role="status">
        {TEXT.loading}
      </span>
      <Skeleton className="h-28" />
      <Skeleton className="h-16" />
    </Card>
  );
}
