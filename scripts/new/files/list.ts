/** The list of a page and its rows. */
import { imports, when } from "../code";
import { type Field, isMultiline } from "../fields";
import { sentence } from "../names";
import { type Resource, searchedFields } from "../resource";
import { titleField, valueCode } from "./controls";
import { enumNames } from "./domain";
import { hasFilters } from "./list-page";
import { linkImport, relationCode } from "./relation-link";

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
  const next = isPublic
    ? 'isSignedIn ? "Add the first one." : "Sign in to add the first one."'
    : '"Add one to see it here."';
  const hint = isSearched
    ? `{!filters.search && ${isPublic ? `(${next})` : next}}`
    : `{${next}}`.replace(/^\{"(.*)"\}$/, "$1");
  const props = [isFiltered && "filters", isPublic && "isSignedIn", "isAdding"].filter(Boolean).join(", ");
  const types = [isFiltered && "filters: Filters", isPublic && "isSignedIn: boolean", "isAdding: boolean"];
  return `"use client";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { ListFooter } from "@/shell/list-footer";
import { api } from "@/trpc/client";
import { ${type}Row } from "./${stem}-row";
${when(isFiltered, 'import type { Filters } from "./search-params";\n')}
export function ${type}List({ ${props} }: { ${types.filter(Boolean).join("; ")} }) {
  // Not a suspense query: without JavaScript, a large boundary stays hidden.
  const { data, ...list } = api.${one}.list.useInfiniteQuery(
    ${isFiltered ? "filters" : "{}"},
    { getNextPageParam: (page) => page.nextCursor },
  );
  if (!data) return <${type}ListSkeleton />;
  const ${many} = data.pages.flatMap((page) => page.items);
  if (${many}.length === 0) {
    if (isAdding) return null; // the form is open, which the empty list asks for
    return (
      <EmptyState picture="box" title=${title}>
        ${hint}
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

/** The short fields of a row, and the texts that it shows cut, beside its title. */
export const detailsOf = (resource: Resource) => {
  const others = resource.fields.filter((it) => it !== titleField(resource) && it.kind !== "ref" && it.kind !== "json");
  return { facts: others.filter((it) => !isMultiline(it)), texts: others.filter(isMultiline) };
};

/** A short field of a row, with its name. */
export function factCode(resource: Resource, field: Field): string {
  const value = `${resource.names.one}.${field.prop}`;
  const label = sentence(field.label);
  if (field.kind === "bool") return `{${value} && <Badge>${label}</Badge>}`;
  const shown = `<span><span className="text-muted">${label} </span>${wrapText(valueCode(resource, field, value))}</span>`;
  return conditional(field, value, shown);
}

/** What is shown unless there is no value. */
export function conditional(field: Field, value: string, code: string): string {
  if (field.kind === "text" && (field.isOptional || field.min === 0)) return `{${value} && (${code})}`;
  return field.isOptional ? `{${value} !== null && (${code})}` : code;
}

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
  const { names, relations, isPublic, isModerated } = resource;
  const { type, one, path, stem, label } = names;
  const title = titleCode(resource, one);
  const { facts, texts } = detailsOf(resource);
  const hasBadge = isModerated || facts.some(({ kind }) => kind === "bool");
  const linked = relations.map((it) => {
    const shown = relationCode(resource, it, "underline underline-offset-4 hover:text-accent");
    const code = `${shown.code}<span> · </span>`;
    return shown.condition ? `{${shown.condition} && (<>${code}</>)}` : code;
  });
  return `${imports("@/components/badge", hasBadge && "Badge")}${linkImport(resource)}import { linkedRow, RowLink } from "@/components/row-link";
import { Skeleton } from "@/components/skeleton";
${showImports(resource, facts)}import { Time } from "@/shell/time";
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
      ${texts.map((it) => conditional(it, `${one}.${it.prop}`, `<p dir="auto" className="text">{${one}.${it.prop}}</p>`)).join("\n      ")}
      ${when(
        facts.length || isModerated,
        `<div className="facts">
        ${when(isModerated, `{${one}.isHidden && <Badge tone="danger">Hidden by a moderator</Badge>}`)}
        ${facts.map((it) => factCode(resource, it)).join("\n        ")}
      </div>`,
      )}
      <p className="about">
        ${linked.join("\n        ")}
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
    @apply grid gap-y-1.5 px-4 py-4 transition-colors hover:bg-sunken/60 sm:px-6;

    & h2 {
      @apply wrap-anywhere line-clamp-2 font-medium;
    }

    & .text {
      @apply wrap-anywhere line-clamp-2 whitespace-pre-line text-sm;
    }

    & .facts {
      @apply wrap-anywhere flex flex-wrap items-center gap-x-4 gap-y-1 text-sm tabular-nums empty:hidden;
    }

    & .about {
      @apply wrap-anywhere text-muted text-sm;
    }
  }
}
`;
