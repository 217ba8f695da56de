"use client";
import { type RefObject, useMemo } from "react";
import { Badge } from "@/components/badge";
import { Card } from "@/components/card";
import { type Column, DataTable } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { TableSkeleton } from "@/components/table-skeleton";
import { ListFooter } from "@/shell/list-footer";
import { Time } from "@/shell/time";
import { api, type RouterOutputs } from "@/trpc/client";
import type { readUserFilters } from "../search-params";
import { UserMenu } from "./user-menu";

type User = RouterOutputs["admin"]["user"]["list"]["items"][number];
type Props = {
  filters: ReturnType<typeof readUserFilters>;
  viewerId?: string;
  focusAfter: RefObject<HTMLElement | null>;
};

const columnsFor = ({ viewerId, focusAfter }: Omit<Props, "filters">): Column<User>[] => [
  {
    id: "name",
    header: "User",
    cell: ({ id, name, email }) => (
      <div className="max-w-36 sm:max-w-72">
        <p className="truncate font-medium">
          <bdi>{name}</bdi> {id === viewerId && <span className="font-normal text-muted">(you)</span>}
        </p>
        <p className="truncate text-muted text-xs">{email}</p>
      </div>
    ),
  },
  {
    id: "role",
    header: "Role",
    cell: ({ role, disabledAt }) => (
      <span className="inline-flex flex-wrap gap-1.5">
        {role === "ADMIN" ? <Badge tone="accent">Administrator</Badge> : <Badge>Customer</Badge>}
        {disabledAt && <Badge tone="danger">Disabled</Badge>}
      </span>
    ),
  },
  {
    id: "orders",
    header: "Orders",
    className: "text-right max-md:hidden",
    cell: ({ orders }) => <span className="tabular-nums">{orders}</span>,
  },
  {
    id: "since",
    header: "Since",
    className: "max-md:hidden",
    cell: ({ createdAt }) => (
      <span className="whitespace-nowrap text-muted">
        <Time date={createdAt} format="day" />
      </span>
    ),
  },
  {
    id: "menu",
    header: "Change",
    headerSrOnly: true,
    className: "w-14 text-right",
    cell: (user) => <UserMenu user={user} focusAfter={focusAfter} />,
  },
];

export function UserTable({ filters, viewerId, focusAfter }: Props) {
  const { data, ...list } = api.admin.user.list.useInfiniteQuery(filters, {
    getNextPageParam: (page) => page.nextCursor,
  });
  const users = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const columns = useMemo(() => columnsFor({ viewerId, focusAfter }), [viewerId, focusAfter]);
  if (!data) return <TableSkeleton label="Loading users" />;
  if (!users.length) {
    return (
      <EmptyState picture="search" title="No users found">
        Try a shorter search.
      </EmptyState>
    );
  }
  return (
    <>
      <Card className="overflow-clip">
        <DataTable caption="All users" columns={columns} rows={users} />
      </Card>
      <ListFooter list={list} count={users.length} noun="user" />
    </>
  );
}
