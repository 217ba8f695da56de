"use client";
import type { ReactNode } from "react";
import { Card } from "@/components/card";
import { Skeleton } from "@/components/skeleton";
import { QueryBoundary } from "@/shell/query-boundary";
import { Time } from "@/shell/time";
import { api } from "@/trpc/client";
import { NameForm } from "./name-form";

const TEXT = {
  loading: "Loading your profile",
  email: "Used to sign in. Can't be changed.",
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
    <Card className="divide-y divide-line">
      <div className="p-6 sm:p-8">
        <NameForm me={me} />
      </div>
      <dl className="grid gap-6 p-6 sm:grid-cols-2 sm:p-8">
        <Fact name="Email" note={TEXT.email}>
          {me.email}
        </Fact>
        <Fact name="Member since">
          <Time date={me.createdAt} format="day" />
        </Fact>
      </dl>
    </Card>
  );
}

function Fact({ name, note, children }: { name: string; note?: string; children: ReactNode }) {
  return (
    <div>
      <dt className="font-medium text-sm">{name}</dt>
      <dd className="mt-1">{children}</dd>
      {note && <dd className="mt-1 text-muted text-sm">{note}</dd>}
    </div>
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
