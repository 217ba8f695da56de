/** `src/app/reviews/page.tsx`, its filters, and the view that it shows. */
import { imports, when } from "../code";
import { sentence } from "../names";
import { isChoosable, namedRelations, type Resource, searchedFields } from "../resource";

/** "Reviews", or "My projects". */
export const listTitle = ({ names, isPublic }: Resource): string =>
  sentence(isPublic ? names.labels : `my ${names.labels}`);

/** Whether the list has filters in its URL. */
export const hasFilters = (resource: Resource) => resource.parent !== undefined || searchedFields(resource).length > 0;

/** The parent whose name heads the list that is narrowed down to it: not a private one that others can't see. */
const shownParent = (resource: Resource) => namedRelations(resource).find((it) => it === resource.parent && it.page);

export function listPage(resource: Resource): string {
  const { names, isPublic } = resource;
  const { types, one, many, path, stem, labels } = names;
  const title = listTitle(resource);
  const isFiltered = hasFilters(resource);
  const isSearched = searchedFields(resource).length > 0;
  const parent = shownParent(resource);
  const args = `{ searchParams }: PageProps<"/${path}">`;
  const props = [
    `title="${title}"`,
    parent &&
      `back={${parent.names.one} && <BackLink href={\`/${parent.names.path}/\${${parent.names.one}.id}\`}><bdi>{${parent.names.one}.${parent.title.prop}}</bdi></BackLink>}`,
    parent &&
      `lead={${parent.names.one} && <Link href="/${path}" className="text-accent underline underline-offset-4">All ${labels}</Link>}`,
    isSearched && "aside={<SearchBox filters={filters} />}",
  ].filter(Boolean);
  return `import type { Metadata } from "next";
${imports("@/components/back-link", parent && "BackLink")}${imports("@/components/link", parent && "Link")}import { Page } from "@/components/page";
import { ${types}View } from "@/features/${stem}/${path}-view";
${imports(`@/features/${stem}/search-box`, isSearched && "SearchBox")}${imports(`@/features/${stem}/search-params`, isFiltered && `${many}Href`, isFiltered && "readFilters")}import { ${when(isPublic, "getViewer, ")}Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "${title}" };

export default async function ${types}Page(${when(isFiltered, args)}) {
  ${
    isFiltered
      ? `const filters = readFilters(await searchParams);
  await load(${many}Href(filters), (api) => api.${one}.list.fetchInfinite(filters));`
      : `await load("/${path}", (api) => api.${one}.list.fetchInfinite({}));`
  }
  ${when(
    parent,
    `const { ${parent?.field.prop}: id } = filters;
  const ${parent?.names.one} = id && (await load(${many}Href(filters), (api) => api.${parent?.names.one}.byId.fetch({ id })));`,
  )}
  ${when(isPublic, "const isSignedIn = (await getViewer()) !== null;")}
  return (
    <Page ${props.join(" ")}>
      <Hydrate>
        <${types}View ${when(isFiltered, "filters={filters}")} ${when(isPublic, "isSignedIn={isSignedIn}")} />
      </Hydrate>
    </Page>
  );
}
`;
}

export function searchParams(resource: Resource): string {
  const { parent, names } = resource;
  const isSearched = searchedFields(resource).length > 0;
  const prop = parent?.field.prop;
  const name = parent?.names.one;
  const taken = [name, isSearched && "search"].filter(Boolean).join(", ");
  const own = [prop, isSearched && "search"].filter(Boolean).join(", ");
  return `${imports("@/domain/limits", parent && "ID_PATTERN")}${imports("@/domain/text", isSearched && "readSearch")}
/** The filters of the list in its URL. Invalid values are ignored: a URL may come from anywhere. */
export type Filters = { ${when(parent, `${prop}?: string; `)}${when(isSearched, "search?: string; ")}};

export function readFilters({ ${taken} }: Record<string, unknown>): Filters {
  return {
    ${when(parent, `${prop}: typeof ${name} === "string" && ID_PATTERN.test(${name}) ? ${name} : undefined,`)}
    ${when(isSearched, "search: readSearch(search) || undefined,")}
  };
}

export function ${names.many}Href({ ${own} }: Filters): string {
  const query = new URLSearchParams();
  ${when(parent, `if (${prop}) query.set("${name}", ${prop});`)}
  ${when(isSearched, 'if (search) query.set("search", search);')}
  return query.size > 0 ? \`/${names.path}?\${query}\` : "/${names.path}";
}
`;
}

export const searchBox = ({ names, parent }: Resource) => `import Form from "next/form";
import { Button } from "@/components/button";
import { inputStyle } from "@/components/field";
import { SearchInput } from "@/components/search-input";
import type { Filters } from "./search-params";

/** A plain form: the search is in the URL and works without JavaScript. */
export function SearchBox({ filters: { search = ""${when(parent, `, ${parent?.field.prop}`)} } }: { filters: Filters }) {
  return (
    <Form action="/${names.path}" role="search" className="flex w-full gap-2 sm:w-auto sm:min-w-96">
      <SearchInput aria-label="Search ${names.labels}" value={search} className={inputStyle} />
      ${when(parent, `{${parent?.field.prop} && <input type="hidden" name="${parent?.names.one}" value={${parent?.field.prop}} />}`)}
      <Button type="submit" variant="outline">
        Search
      </Button>
    </Form>
  );
}
`;

export function listView(resource: Resource): string {
  const { names, parent, isPublic } = resource;
  const { type, types, stem, path, label } = names;
  const isFiltered = hasFilters(resource);
  const props = [isFiltered && "filters: Filters", isPublic && "isSignedIn: boolean"].filter(Boolean);
  const taken = [isFiltered && "filters", isPublic && "isSignedIn"].filter(Boolean).join(", ");
  const params = [isFiltered && `${names.many}Href`, isFiltered && "type Filters"].filter(Boolean).join(", ");
  const mustOpenParent = parent !== undefined && !isChoosable(parent);
  const canAdd = mustOpenParent ? `filters.${parent.field.prop} && ` : "";
  const signInHref = isFiltered
    ? `{\`/sign-in?callbackUrl=\${encodeURIComponent(${names.many}Href(filters))}\`}`
    : `"/sign-in?callbackUrl=%2F${path}"`;
  const signIn = isPublic
    ? `{!isSignedIn && (
          <Button asChild variant="outline">
            <Link href=${signInHref}>Sign in to add one</Link>
          </Button>
        )}
        {isSignedIn && !isAdding && ${canAdd}(`
    : `{!isAdding && ${canAdd}(`;
  const hint = mustOpenParent
    ? `{${when(isPublic, "isSignedIn && ")}!filters.${parent?.field.prop} && (
        <p className="text-muted text-sm">Open ${parent?.names.a} to add ${names.a} to it.</p>
      )}`
    : "";
  return `"use client";
import { useRef, useState } from "react";
import { Button } from "@/components/button";
${when(isPublic, 'import { Link } from "@/components/link";\n')}import { QueryBoundary } from "@/shell/query-boundary";
import { Create${type}Form } from "./create-${stem}-form";
import { ${type}List } from "./${stem}-list";
${when(isFiltered, `import { ${params} } from "./search-params";\n`).replace("import { type Filters }", "import type { Filters }")}
${when(props.length, `type Props = { ${props.join("; ")} };\n`)}
export function ${types}View(${when(taken, `{ ${taken} }: Props`)}) {
  const [isAdding, setAdding] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  function close() {
    setAdding(false);
    list.current?.focus(); // the form had the focus
  }
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap gap-3 empty:hidden">
        ${signIn}
          <Button variant="outline" onClick={() => setAdding(true)}>
            New ${label}
          </Button>
        )}
        ${hint}
      </div>
      {isAdding && <Create${type}Form ${when(parent, "filters={filters} ")}onClose={close} />}
      <div ref={list} tabIndex={-1} className="outline-none">
        <QueryBoundary${when(isFiltered, ` key={${names.many}Href(filters)}`)}>
          <${type}List ${when(isFiltered, "filters={filters} ")}${when(isPublic, "isSignedIn={isSignedIn} ")}isAdding={isAdding} />
        </QueryBoundary>
      </div>
    </div>
  );
}
`;
}
