/** The list of a page and its rows. */
import { imports, when } from "../code";
import type { Field } from "../fields";
import { sentence } from "../names";
import { type Resource, searchedFields } from "../resource";
import { titleField, valueCode } from "./controls";
import { enumNames } from "./domain";
import { hasFilters } from "./list-page";

/** A title of a row, as text. */
const titleCode = (resource: Resource, row: string) => {
  const field = titleField(resource);
  return field ? `${row}.${field.prop}` : undefined;
};

export function listFile(resource: Resource): string {
  const { names, isPublic } = resource;
  const { type, one, many, label, labels, stem } = names;
  const isFiltered = hasFilters(resource);
  const isSearched = searchedFields(resource).length > 0;
  const title = isSearched ? `{filters.search ? "Nothing found" : "No ${labels} yet"}` : `"No ${labels} yet"`;
  const next = isPublic ? "Add the first one." : "Add one to see it here.";
  return `"use client";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { ListFooter } from "@/shell/list-footer";
import { api } from "@/trpc/client";
import { ${type}Row } from "./${stem}-row";
${when(isFiltered, 'import type { Filters } from "./search-params";\n')}
export function ${type}List(${when(isFiltered, "{ filters }: { filters: Filters }")}) {
  // Not a suspense query: without JavaScript, a large boundary stays hidden.
  const { data, ...list } = api.${one}.list.useInfiniteQuery(
    ${isFiltered ? "filters" : "{}"},
    { getNextPageParam: (page) => page.nextCursor },
  );
  if (!data) return <${type}ListSkeleton />;
  const ${many} = data.pages.flatMap((page) => page.items);
  if (${many}.length === 0) {
    return (
      <EmptyState picture="box" title=${title}>
        ${isSearched ? `{!filters.search && "${next}"}` : next}
      </EmptyState>
    );
  }
  return (
    <>
      <Card className="overflow-hidden">
        <ul className="divide-y divide-line">
          {${many}.map((${one}) => (
            <${type}Row key={${one}.id} ${one}={${one}} />
          ))}
        </ul>
      </Card>
      <ListFooter list={list} count={${many}.length} noun="${label}" />
    </>
  );
}

function ${type}ListSkeleton() {
  return (
    <Card aria-busy className="overflow-hidden">
      <span className="sr-only" role="status">
        Loading ${labels}
      </span>
      <ul className="divide-y divide-line" aria-hidden>
        {["a", "b", "c"].map((key) => (
          <${type}Row.Skeleton key={key} />
        ))}
      </ul>
    </Card>
  );
}
`;
}

/** The fields that a row of a list has room for, beside its title. */
const detailsOf = (resource: Resource) =>
  resource.fields
    .filter((it) => it !== titleField(resource) && ["int", "money", "date", "datetime", "enum"].includes(it.kind))
    .slice(0, 2);

/** Imports of what shows fields. */
export function showImports(resource: Resource, fields: readonly Field[]): string {
  const has = (kind: Field["kind"]) => fields.some((it) => it.kind === kind);
  return (
    imports("@/domain/date", has("date") && "formatUtcDay") +
    imports("@/domain/money", has("money") && "formatMoney") +
    imports(
      `@/domain/${resource.names.stem}`,
      ...fields.filter(({ kind }) => kind === "enum").map((it) => enumNames(resource, it).labels),
    )
  );
}

export function rowFile(resource: Resource): string {
  const { names, isPublic, isModerated } = resource;
  const { type, one, path, stem, label } = names;
  const title = titleCode(resource, one);
  const details = detailsOf(resource);
  const detail = (field: Field) => {
    const value = `${one}.${field.prop}`;
    const shown = `<span><span className="text-muted">${sentence(field.label)} </span>${wrapText(valueCode(resource, field, value))}</span>`;
    return field.isOptional ? `{${value} !== null && (${shown})}` : shown;
  };
  return `${when(isModerated, 'import { Badge } from "@/components/badge";\n')}import { linkedRow, RowLink } from "@/components/row-link";
import { Skeleton } from "@/components/skeleton";
${showImports(resource, details)}import { Time } from "@/shell/time";
import type { RouterOutputs } from "@/trpc/client";
import "./${stem}.css";

export function ${type}Row({ ${one} }: { ${one}: RouterOutputs["${one}"]["list"]["items"][number] }) {
  return (
    <li {...linkedRow("${stem}-row")}>
      <h2>
        <RowLink href={\`/${path}/\${${one}.id}\`} prefetch={false}>
          ${title ? `<bdi>{${title}}</bdi>` : `<span>${sentence(label)} </span><Time date={${one}.createdAt} format="day" />`}
        </RowLink>
      </h2>
      ${when(
        details.length || isModerated,
        `<div className="end">
        ${when(isModerated, `{${one}.isHidden && <Badge tone="danger">Hidden by a moderator</Badge>}`)}
        ${details.map(detail).join("\n        ")}
      </div>`,
      )}
      <p>
        ${when(isPublic, `<bdi>{${one}.author}</bdi>\n        <span> · </span>`)}
        <Time date={${one}.createdAt} format="relative" />
      </p>
    </li>
  );
}

${type}Row.Skeleton = function ${type}RowSkeleton() {
  return (
    <li className="grid gap-2 px-4 py-4 sm:px-6">
      <Skeleton className="h-4 w-64 max-w-full" />
      <Skeleton className="h-3.5 w-40" />
    </li>
  );
};
`;
}

/** Browser translation replaces text nodes: a text beside others gets an element. */
const wrapText = (code: string) => (code.startsWith("{") ? `<span>${code}</span>` : code);

export const css = ({ names }: Resource) => `/* A list has many rows. */
@reference "../../shell/globals.css";

@layer components {
  .${names.stem}-row {
    @apply grid gap-x-4 gap-y-1.5 px-4 py-4 transition-colors hover:bg-sunken/60 sm:grid-cols-[minmax(0,1fr)_auto] sm:px-6;

    & h2 {
      @apply wrap-anywhere line-clamp-2 font-medium;
    }

    & p {
      @apply wrap-anywhere text-muted text-sm;
    }

    & .end {
      @apply flex flex-wrap items-center gap-x-4 gap-y-1 text-sm tabular-nums sm:justify-end;
    }
  }
}
`;
