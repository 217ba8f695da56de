/** The page on which administrators hide and restore: `src/app/admin/reviews` and `src/features/admin/review`. */

import { when } from "../code";
import { sentence } from "../names";
import { namedRelations, type Resource } from "../resource";
import { titleField } from "./controls";
import { conditional, detailsOf, factCode, showImports } from "./list";
import { relationCode, shownIf } from "./relation-link";

const page = ({ names: { types, one, labels, path, stem } }: Resource) => `import { Page } from "@/components/page";
import { Admin${types}View } from "@/features/admin/${stem}/admin-${path}-view";
import { adminTitle, Hydrate, loadAdmin } from "@/trpc/server";

export const generateMetadata = adminTitle("${sentence(labels)}");

export default async function Admin${types}Page() {
  await loadAdmin("/admin/${path}", (api) => api.admin.${one}.list.fetchInfinite({}));
  return (
    <Page title="${sentence(labels)}" lead="Hidden ones are seen by their author and administrators">
      <Hydrate>
        <Admin${types}View />
      </Hydrate>
    </Page>
  );
}
`;

const view = ({ names: { type, types, one, many, label, labels, stem } }: Resource) => `"use client";
import { useRef } from "react";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { TableSkeleton } from "@/components/table-skeleton";
import { ListFooter } from "@/shell/list-footer";
import { QueryBoundary } from "@/shell/query-boundary";
import { api } from "@/trpc/client";
import { Admin${type}Row } from "./admin-${stem}-row";

export function Admin${types}View() {
  return (
    <QueryBoundary>
      <Admin${type}List />
    </QueryBoundary>
  );
}

function Admin${type}List() {
  const section = useRef<HTMLElement>(null);
  const { data, ...list } = api.admin.${one}.list.useInfiniteQuery({}, { getNextPageParam: (page) => page.nextCursor });
  if (!data) return <TableSkeleton label="Loading ${labels}" />;
  const ${many} = data.pages.flatMap((page) => page.items);
  if (${many}.length === 0) return <EmptyState picture="search" title="No ${labels} yet" />;
  return (
    <section ref={section} tabIndex={-1} aria-label="${sentence(labels)}" className="outline-none">
      <Card className="overflow-hidden">
        <ul className="divide-y divide-line">
          {${many}.map((${one}) => (
            <Admin${type}Row key={${one}.id} ${one}={${one}} focusAfter={section} />
          ))}
        </ul>
      </Card>
      <ListFooter list={list} count={${many}.length} noun="${label}" />
    </section>
  );
}
`;

function row(resource: Resource): string {
  const { type, one, path, label } = resource.names;
  const title = titleField(resource);
  const { facts, texts } = detailsOf(resource);
  const linked = namedRelations(resource).map((it) =>
    shownIf(relationCode(resource, it, "underline underline-offset-4 hover:text-accent")),
  );
  return `import type { RefObject } from "react";
import { Badge } from "@/components/badge";
import { Link } from "@/components/link";
${showImports(resource, facts)}import { Time } from "@/shell/time";
import { ModerationButtons } from "./moderation-buttons";
import type { Admin${type} } from "./use-moderate";

type Props = { ${one}: Admin${type}; focusAfter: RefObject<HTMLElement | null> };

export function Admin${type}Row({ ${one}, focusAfter }: Props) {
  const { id, author, createdAt, hidden } = ${one};
  return (
    <li className="grid gap-x-6 gap-y-3 p-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:p-6">
      <div className="grid min-w-0 gap-3">
        <h2 className="wrap-anywhere font-medium">
          <Link href={\`/${path}/\${id}\`} prefetch={false} className="line-clamp-3 hover:text-accent">
            ${title ? `<bdi>{${one}.${title.prop}}</bdi>` : sentence(label)}
          </Link>
        </h2>
        ${texts.map((it) => conditional(it, `${one}.${it.prop}`, `<p dir="auto" className="wrap-anywhere line-clamp-6 whitespace-pre-line text-sm">{${one}.${it.prop}}</p>`)).join("\n        ")}
        ${when(
          facts.length || linked.length,
          `<div className="wrap-anywhere flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          ${[...linked, ...facts.map((it) => factCode(resource, it))].join("\n          ")}
        </div>`,
        )}
        <p className="wrap-anywhere text-muted text-sm">
          <bdi>{author.name}</bdi>
          <span>{\` · \${author.email} · \`}</span>
          <Time date={createdAt} />
        </p>
        {hidden && (
          <p className="wrap-anywhere text-danger text-sm">
            <Badge tone="danger">Hidden</Badge>
            <span> by </span>
            <bdi>{hidden.by}</bdi>
            <span>, </span>
            <Time date={hidden.at} />
            <span>: </span>
            <bdi>{hidden.reason}</bdi>
          </p>
        )}
      </div>
      <ModerationButtons ${one}={${one}} focusAfter={focusAfter} />
    </li>
  );
}
`;
}

const buttons = ({ names: { type, one, stem, label } }: Resource) => `"use client";
import type { RefObject } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Field } from "@/components/field";
import { MAX_HIDE_REASON_LENGTH } from "@/domain/${stem}";
import { type Admin${type}, useModerate } from "./use-moderate";

type Props = { ${one}: Admin${type}; focusAfter: RefObject<HTMLElement | null> };

export function ModerationButtons({ ${one}: { id, hidden }, focusAfter }: Props) {
  const { hide, restore } = useModerate();
  if (hidden) {
    return (
      <Button variant="outline" size="small" pending={restore.isPending} onClick={() => restore.mutate({ id })}>
        Restore
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerOutline" size="small" pending={hide.isPending}>
          Hide
        </Button>
      }
      title="Hide this ${label}?"
      description="Only its author and administrators will see it. You can restore it."
      confirmLabel="Hide ${label}"
      onConfirm={(fields) => hide.mutate({ id, reason: String(fields.get("reason")) })}
      // The button disappears, so the list gets the focus.
      focusAfter={(isConfirmed) => (isConfirmed ? focusAfter.current : undefined)}
    >
      <Field label="Reason" name="reason" required maxLength={MAX_HIDE_REASON_LENGTH} hint="For administrators." />
    </ConfirmDialog>
  );
}
`;

const hook = ({ names: { type, one, label, labels } }: Resource) => `"use client";
import { toast } from "@/shell/toast";
import { api, errorMessage, type RouterOutputs } from "@/trpc/client";

export type Admin${type} = RouterOutputs["admin"]["${one}"]["list"]["items"][number];

/** Hides and restores ${labels}. Lists are read again. */
export function useModerate() {
  const utils = api.useUtils();
  const options = {
    onError: (error: unknown) => void toast.error(errorMessage(error)),
    onSettled: () => Promise.all([utils.admin.${one}.invalidate(), utils.${one}.invalidate()]),
  };
  return {
    hide: api.admin.${one}.hide.useMutation({ ...options, onSuccess: () => toast.success("${sentence(label)} hidden") }),
    restore: api.admin.${one}.restore.useMutation({
      ...options,
      onSuccess: () => toast.success("${sentence(label)} is visible"),
    }),
  };
}
`;

/** The files of the page, by path. */
export function adminPageFiles(resource: Resource): Record<string, string> {
  const { stem, path } = resource.names;
  const feature = `src/features/admin/${stem}`;
  return {
    [`src/app/admin/${path}/page.tsx`]: page(resource),
    [`${feature}/admin-${path}-view.tsx`]: view(resource),
    [`${feature}/admin-${stem}-row.tsx`]: row(resource),
    [`${feature}/moderation-buttons.tsx`]: buttons(resource),
    [`${feature}/use-moderate.ts`]: hook(resource),
  };
}
