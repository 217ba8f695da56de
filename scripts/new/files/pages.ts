/** The pages of a resource, `src/app/reviews`, and what they are made of, `src/features/review`. */
import { imports, when } from "../code";
import { type Field, isMultiline } from "../fields";
import { sentence } from "../names";
import { type Resource, searchedFields } from "../resource";
import { controlCode, titleField, valueCode } from "./controls";
import { enumNames } from "./domain";

/** "Reviews", or "My projects". */
export const listTitle = ({ names, isPublic }: Resource): string =>
  sentence(isPublic ? names.labels : `my ${names.labels}`);

/** Whether the list has filters in its URL. */
const hasFilters = (resource: Resource) => resource.parent !== undefined || searchedFields(resource).length > 0;

function listPage(resource: Resource): string {
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

function searchParams(resource: Resource): string {
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

const searchBox = ({ names, parent }: Resource) => `import Form from "next/form";
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

/** A title of a row, as text. */
const titleCode = (resource: Resource, row: string) => {
  const field = titleField(resource);
  return field ? `${row}.${field.prop}` : undefined;
};

function rowPage({ names }: Resource): string {
  const { type, one, path, stem, label } = names;
  return `import type { Metadata } from "next";
import { ${type}View } from "@/features/${stem}/${stem}-view";
import { Hydrate, load } from "@/trpc/server";

export const metadata: Metadata = { title: "${sentence(label)}" };

export default async function ${type}Page({ params }: PageProps<"/${path}/[id]">) {
  const { id } = await params;
  await load(\`/${path}/\${id}\`, (api) => api.${one}.byId.fetch({ id }));
  return (
    <Hydrate>
      <${type}View id={id} />
    </Hydrate>
  );
}
`;
}

function listView(resource: Resource): string {
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

function listFile(resource: Resource): string {
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
function showImports(resource: Resource, fields: readonly Field[]): string {
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

function rowFile(resource: Resource): string {
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

const css = ({ names }: Resource) => `/* A list has many rows. */
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

function viewFile(resource: Resource): string {
  const { names, fields, isPublic, isModerated } = resource;
  const { type, one, path, stem, label, labels } = names;
  const title = titleField(resource);
  const isShort = title && !isMultiline(title);
  const shown = fields.filter((it) => !(isShort && it === title));
  const canWrite = isPublic ? (isModerated ? `canEdit(${one})` : `${one}.isMine`) : "";
  const rows = shown.map((field) => {
    const value = `${one}.${field.prop}`;
    const row = `<Fact name="${sentence(field.label)}">${valueCode(resource, field, value)}</Fact>`;
    return field.isOptional ? `{${value} !== null && (${row})}` : row;
  });
  const edit = `<Button variant="outline" size="small" onClick={() => setEditing(true)}>
              Edit
            </Button>`;
  const remove = `<Delete${type}Button ${one}={${one}} />`;
  const actions = isPublic
    ? `${one}.isMine && (
          <div className="flex flex-wrap gap-3">
            ${isModerated ? `{${canWrite} && !isEditing && (${edit})}` : `{!isEditing && (${edit})}`}
            ${remove}
          </div>
        )`
    : `
          <div className="flex flex-wrap gap-3">
            {!isEditing && (${edit})}
            ${remove}
          </div>
        `;
  return `"use client";
import { type ReactNode, useRef, useState } from "react";
import { BackLink } from "@/components/back-link";
${when(isModerated, 'import { Badge } from "@/components/badge";\n')}import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Page } from "@/components/page";
${showImports(resource, shown)}${when(isModerated, `import { canEdit } from "@/domain/${stem}";\n`)}import { Time } from "@/shell/time";
import { api } from "@/trpc/client";
import { Delete${type}Button } from "./delete-${stem}-button";
import { Edit${type}Form } from "./edit-${stem}-form";

/** ${sentence(names.a)}, which its ${isPublic ? "author" : "owner"} can edit and delete. */
export function ${type}View({ id }: { id: string }) {
  const [${one}] = api.${one}.byId.useSuspenseQuery({ id });
  const [isEditing, setEditing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  function close() {
    setEditing(false);
    heading.current?.focus(); // the form had the focus
  }
  return (
    <Page
      narrow
      headingRef={heading}
      back={<BackLink href="/${path}">All ${labels}</BackLink>}
      title=${isShort ? `{<bdi>{${one}.${title?.prop}}</bdi>}` : `"${sentence(label)}"`}
      ${when(isModerated, `badge={${one}.isHidden && <Badge tone="danger">Hidden by a moderator</Badge>}`)}
      lead=${
        isPublic
          ? `{
        <>
          <bdi>{${one}.author}</bdi>
          <span> · </span>
          <Time date={${one}.createdAt} />
        </>
      }`
          : `{<Time date={${one}.createdAt} />}`
      }
      aside={${actions}}
    >
      <Card className="p-4 sm:p-6">
        {isEditing ? (
          <Edit${type}Form ${one}={${one}} onClose={close} />
        ) : (
          <dl className="grid gap-4">
            ${rows.join("\n            ")}
            {${one}.editedAt && (<Fact name="Edited"><Time date={${one}.editedAt} /></Fact>)}
          </dl>
        )}
      </Card>
    </Page>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-muted text-sm">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}
`;
}

function fieldsFile(resource: Resource): string {
  const { names, fields } = resource;
  const { type, one, stem } = names;
  const has = (...kinds: Field["kind"][]) => fields.some(({ kind }) => kinds.includes(kind));
  const constants = fields.flatMap(({ kind, constant }) => {
    if (kind === "text") return [`MAX_${constant}_LENGTH`];
    return kind === "int" ? [`MAX_${constant}`, `MIN_${constant}`] : [];
  });
  const enums = fields.filter(({ kind }) => kind === "enum").map((it) => enumNames(resource, it).labels);
  const multiline = fields.some((it) => isMultiline(it) || it.kind === "json");
  const single = fields.some((it) => !isMultiline(it) && !["json", "bool", "enum"].includes(it.kind));
  return `${imports("@/components/checkbox-field", has("bool") && "CheckboxField")}${imports("@/components/field", single && "Field", multiline && "TextArea")}${imports(
    "@/components/select",
    has("enum") && "Select",
  )}${imports("@/domain/date", has("datetime") && "formatLocalInput")}${imports("@/domain/money", has("money") && "formatDecimal")}${imports(
    `@/domain/${stem}`,
    ...constants,
    ...enums,
  )}import type { RouterOutputs } from "@/trpc/client";

type Props = { errors: Record<string, string>; ${one}?: RouterOutputs["${one}"]["byId"] };

/** The fields of a form: empty, or with the values of ${names.a}. */
export function ${type}Fields({ errors, ${one} }: Props) {
  return (
    <>
      ${fields.map((it) => controlCode(resource, it)).join("\n      ")}
    </>
  );
}
`;
}

/** The control by which the parent is chosen. */
function parentControl(parent: NonNullable<Resource["parent"]>): { imports: string; hook: string; control: string } {
  const { field, choice, names } = parent;
  const label = sentence(names.label);
  if (!choice) {
    return {
      imports: 'import { Field } from "@/components/field";\n',
      hook: "",
      control: `<Field label="${label}" name="${field.prop}" autoComplete="off" hint="Its id." error={errors.${field.prop}} />`,
    };
  }
  return {
    imports: 'import { Select } from "@/components/select";\n',
    hook: `const { data } = api.${choice.list}.useQuery({ limit: 100 }, { enabled: !${field.prop} });
  const options = data?.items.map((it) => ({ value: it.id, label: it.${choice.text} })) ?? [];
  const hint = data && options.length === 0 ? "Add ${names.a} first." : undefined;`,
    control: `<Select label="${label}" name="${field.prop}" options={options} hint={hint} error={errors.${field.prop}} />`,
  };
}

function createForm(resource: Resource): string {
  const { names, parent, isLive } = resource;
  const { type, one, stem, label } = names;
  const prop = parent?.field.prop;
  const chosen = parent && parentControl(parent);
  const isSearched = searchedFields(resource).length > 0;
  return `"use client";
import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Notice } from "@/components/notice";
${chosen?.imports ?? ""}import { toast } from "@/shell/toast";
import { useForm } from "@/shell/use-form";
import { useIdempotencyKey } from "@/shell/use-idempotency-key";
import { api, type RouterInputs } from "@/trpc/client";
${when(isLive, 'import { markOwnChange } from "@/trpc/own-changes";\n')}import { ${type}Fields } from "./${stem}-fields";
${when(parent, 'import type { Filters } from "./search-params";\n')}
const loadSchema = async () => (await import("@/domain/${stem}.schema")).Create${type};

export function Create${type}Form({ ${when(parent, "filters, ")}onClose }: { ${when(parent, "filters: Filters; ")}onClose: () => void }) {
  ${when(parent, `const { ${prop} } = filters;`)}
  const utils = api.useUtils();
  const keyFor = useIdempotencyKey();
  ${chosen?.hook ?? ""}
  const create = useMutation({
    mutationFn: (input: RouterInputs["${one}"]["create"]) => utils.client.${one}.create.mutate(input, keyFor(input)),
  });
  const { errors, pending, formProps } = useForm(loadSchema, async (input) => {
    ${when(isLive || !isSearched, "const created = ")}await create.mutateAsync(${inputForServer(resource)});
    ${when(isLive, `markOwnChange("${one}", created.id);`)}
    ${
      isSearched
        ? `utils.${one}.list.invalidate(); // a search may not find it`
        : `utils.${one}.list.setInfiniteData(${parent ? "filters" : "{}"}, (data) => {
      const [first, ...rest] = data?.pages ?? [];
      return data && first && { ...data, pages: [{ ...first, items: [created, ...first.items] }, ...rest] };
    });`
    }
    toast.success("${sentence(label)} added");
    onClose();
    return undefined;
  });
  return (
    <Card className="p-4 sm:p-6">
      <form {...formProps} className="grid gap-5" aria-label="New ${label}">
        ${when(
          parent,
          `{${prop} ? (
          <input type="hidden" name="${prop}" value={${prop}} />
        ) : (
          ${chosen?.control}
        )}`,
        )}
        <${type}Fields errors={errors} />
        {errors[""] && <Notice>{errors[""]}</Notice>}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" pending={pending}>
            Add ${label}
          </Button>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Card>
  );
}
`;
}

/** What a schema has read, as the input of a call: times are texts there. */
function inputForServer({ fields }: Resource): string {
  const times = fields
    .filter(({ kind }) => kind === "datetime")
    .map(
      ({ prop, isOptional }) => `${prop}: input.${prop}${isOptional ? "?.toISOString() ?? null" : ".toISOString()"}`,
    );
  return times.length ? `{ ...input, ${times.join(", ")} }` : "input";
}

function editForm(resource: Resource): string {
  const { names } = resource;
  const { type, one, stem } = names;
  return `"use client";
import { useState } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { toast } from "@/shell/toast";
import { useForm } from "@/shell/use-form";
import { errorData, type RouterOutputs } from "@/trpc/client";
import { ${type}Fields } from "./${stem}-fields";
import { useUpdate${type} } from "./use-update-${stem}";

const loadSchema = async () => (await import("@/domain/${stem}.schema")).Update${type};

type Props = { ${one}: RouterOutputs["${one}"]["byId"]; onClose: () => void };

/** If ${names.a} was edited meanwhile, the form keeps its input, and saves it over the new version next time. */
export function Edit${type}Form({ ${one}, onClose }: Props) {
  const [loaded] = useState(${one}); // the fields keep what was typed, also when a change arrives
  const [base, setBase] = useState(${one}.version); // not the version of such a change: it was not seen
  const [isRefused, setRefused] = useState(false);
  if (isRefused && ${one}.version !== base) {
    setBase(${one}.version);
    setRefused(false);
  }
  const update = useUpdate${type}();
  const { errors, pending, formProps } = useForm(loadSchema, async (input) => {
    try {
      await update.mutateAsync({ id: ${one}.id, ${inputForServer(resource) === "input" ? "...input" : inputForServer(resource).slice(2, -2)} });
    } catch (error) {
      if (errorData(error)?.reason === "VERSION_MISMATCH") setRefused(true);
      throw error;
    }
    toast.success("Changes saved");
    onClose();
    return undefined;
  });
  return (
    <form {...formProps} className="grid gap-5">
      <input type="hidden" name="version" value={base} data-number />
      <${type}Fields errors={errors} ${one}={loaded} />
      {errors[""] && <Notice>{errors[""]}</Notice>}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="small" pending={pending}>
          Save
        </Button>
        <Button variant="ghost" size="small" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
`;
}

function updateHook(resource: Resource): string {
  const { names, fields, isLive } = resource;
  const { type, one } = names;
  const times = fields.filter(({ kind }) => kind === "datetime");
  const converted = times.map(({ prop, isOptional }) =>
    isOptional
      ? `${prop}: fields.${prop} === null ? null : new Date(fields.${prop})`
      : `${prop}: new Date(fields.${prop})`,
  );
  const patch = converted.length ? `({ ...fields, ${converted.join(", ")} })` : "fields";
  return `"use client";
import { api } from "@/trpc/client";
import { optimisticRow } from "@/trpc/optimistic";
${when(isLive, 'import { markOwnChange } from "@/trpc/own-changes";\n')}
/** Edits ${names.a}. It shows at once where it is listed; if the server refuses, the change is rolled back. */
export function useUpdate${type}() {
  return api.${one}.update.useMutation(
    optimisticRow({
      byId: api.${one}.byId,
      list: api.${one}.list,
      patch: (_row, { id: _id, version: _version, ...fields }) => ${patch},
      ${when(isLive, `onSuccess: ({ id }) => markOwnChange("${one}", id),`)}
    }),
  );
}
`;
}

function deleteButton(resource: Resource): string {
  const { names, isLive } = resource;
  const { type, one, path, label } = names;
  return `"use client";
import { useRouter } from "next/navigation";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { toast } from "@/shell/toast";
import { api, errorMessage } from "@/trpc/client";
${when(isLive, 'import { markOwnChange } from "@/trpc/own-changes";\n')}
/** Not optimistic: the page is left when the server has deleted the ${label}. */
export function Delete${type}Button({ ${one} }: { ${one}: { id: string } }) {
  const router = useRouter();
  const utils = api.useUtils();
  const remove = api.${one}.delete.useMutation({
    onSuccess() {
      ${when(isLive, `markOwnChange("${one}", ${one}.id);`)}
      utils.${one}.invalidate(undefined, { refetchType: "none" }); // this page would find nothing
      toast.success("${sentence(label)} deleted");
      router.push("/${path}");
    },
    onError: (error) => toast.error(errorMessage(error)),
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerOutline" size="small" pending={remove.isPending || remove.isSuccess}>
          Delete
        </Button>
      }
      title="Delete this ${label}?"
      description="This can't be undone."
      confirmLabel="Delete ${label}"
      cancelLabel="Keep ${label}"
      onConfirm={() => remove.mutate({ id: ${one}.id })}
    />
  );
}
`;
}

/** The files of the pages, by path. */
export function pageFiles(resource: Resource): Record<string, string> {
  const { stem, path } = resource.names;
  const feature = `src/features/${stem}`;
  return {
    [`src/app/${path}/page.tsx`]: listPage(resource),
    [`src/app/${path}/[id]/page.tsx`]: rowPage(resource),
    ...(hasFilters(resource) && { [`${feature}/search-params.ts`]: searchParams(resource) }),
    ...(searchedFields(resource).length > 0 && { [`${feature}/search-box.tsx`]: searchBox(resource) }),
    [`${feature}/${path}-view.tsx`]: listView(resource),
    [`${feature}/${stem}-list.tsx`]: listFile(resource),
    [`${feature}/${stem}-row.tsx`]: rowFile(resource),
    [`${feature}/${stem}.css`]: css(resource),
    [`${feature}/${stem}-view.tsx`]: viewFile(resource),
    [`${feature}/${stem}-fields.tsx`]: fieldsFile(resource),
    [`${feature}/create-${stem}-form.tsx`]: createForm(resource),
    [`${feature}/edit-${stem}-form.tsx`]: editForm(resource),
    [`${feature}/use-update-${stem}.ts`]: updateHook(resource),
    [`${feature}/delete-${stem}-button.tsx`]: deleteButton(resource),
  };
}
