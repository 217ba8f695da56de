/** `src/app/reviews/page.tsx`, its filters, and the view that it shows. */
import { imports, when } from "../code";
import { sentence } from "../names";
import { type Resource, searchedFields } from "../resource";

/** "Reviews", or "My projects". */
export const listTitle = ({ names, isPublic }: Resource): string =>
  sentence(isPublic ? names.labels : `my ${names.labels}`);

/** Whether the list has filters in its URL. */
export const hasFilters = (resource: Resource) => resource.parent !== undefined || searchedFields(resource).length > 0;

export function listPage(resource: Resource): string {
  const { names, isPublic } = resource;
  const { types, one, path, stem } = names;
  const title = listTitle(resource);
  const isFiltered = hasFilters(resource);
  const isSearched = searchedFields(resource).length > 0;
  const args = `{ searchParams }: PageProps<"/${path}">`;
  return `import type { Metadata } from "next";
import { Page } from "@/components/page";
import { ${types}View } from "@/features/${stem}/${path}-view";
${when(isSearched, `import { SearchBox } from "@/features/${stem}/search-box";\n`)}${when(isFiltered, `import { ${names.many}Href, readFilters } from "@/features/${stem}/search-params";\n`)}import { ${when(isPublic, "getViewer, ")}Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "${title}" };

export default async function ${types}Page(${when(isFiltered, args)}) {
  ${
    isFiltered
      ? `const filters = readFilters(await searchParams);
  await load(${names.many}Href(filters), (api) => api.${one}.list.fetchInfinite(filters));`
      : `await load("/${path}", (api) => api.${one}.list.fetchInfinite({}));`
  }
  ${when(isPublic, "const isSignedIn = (await getViewer()) !== null;")}
  return (
    <Page title="${title}" ${when(isSearched, "aside={<SearchBox filters={filters} />}")}>
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
  return `${imports("@/domain/limits", parent && "ID_PATTERN")}${imports("@/domain/text", isSearched && "MAX_SEARCH")}
/** The filters of the list, which are in its URL. */
export type Filters = { ${when(parent, `${prop}?: string; `)}${when(isSearched, "search?: string; ")}};

export function readFilters({ ${taken} }: Record<string, unknown>): Filters {
  return {
    ${when(parent, `...(typeof ${name} === "string" && ID_PATTERN.test(${name}) && { ${prop}: ${name} }),`)}
    ${when(isSearched, '...(typeof search === "string" && search.trim() && { search: search.trim().slice(0, MAX_SEARCH) }),')}
  };
}

export function ${names.many}Href({ ${own} }: Filters): string {
  const query = new URLSearchParams({ ${when(parent, `...(${prop} && { ${name}: ${prop} }), `)}${when(isSearched, "...(search && { search })")} });
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
  const href = isFiltered ? `${names.many}Href(filters)` : `"/${path}"`;
  const props = [isFiltered && "filters: Filters", isPublic && "isSignedIn: boolean"].filter(Boolean);
  const taken = [isFiltered && "filters", isPublic && "isSignedIn"].filter(Boolean).join(", ");
  const params = [isFiltered && `${names.many}Href`, isFiltered && "type Filters"].filter(Boolean).join(", ");
  const signIn = isPublic
    ? `{!isSignedIn && (
          <Button asChild variant="outline">
            <Link href={\`/sign-in?callbackUrl=\${encodeURIComponent(${href})}\`}>Sign in to add one</Link>
          </Button>
        )}
        {isSignedIn && !isAdding && (`
    : "{!isAdding && (";
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
      </div>
      {isAdding && <Create${type}Form ${when(parent, "filters={filters} ")}onClose={close} />}
      <div ref={list} tabIndex={-1} className="outline-none">
        <QueryBoundary${when(isFiltered, ` key={${names.many}Href(filters)}`)}>
          <${type}List ${when(isFiltered, "filters={filters} ")}/>
        </QueryBoundary>
      </div>
    </div>
  );
}
`;
}
