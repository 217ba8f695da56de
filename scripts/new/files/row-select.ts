/** `features/review/project-select.tsx`: how a form chooses a row that it refers to. */
import { when } from "../code";
import { labelOf } from "../fields";
import { pascal, wordsOf } from "../names";
import { type ChoosableRelation, isChoosable, type Resource } from "../resource";

/** The relations that the forms of a resource choose. */
export const chosenRelations = ({ relations }: Resource): ChoosableRelation[] => relations.filter(isChoosable);

/** The name of its component. */
export const selectName = ({ field }: ChoosableRelation): string => `${pascal(wordsOf(field.name))}Select`;

/** The name of its file, without the ending. */
export const selectStem = ({ field }: ChoosableRelation): string => `${wordsOf(field.name).join("-")}-select`;

/** Where the rows are that a list without a search leaves out. */
const elsewhere = ({ names, page }: ChoosableRelation, label: string) =>
  page
    ? `The first 100 are listed. For another ${names.label}, add the ${label} on its page.`
    : "The first 100 are listed.";

/** The file, by path. */
export function rowSelect(resource: Resource, relation: ChoosableRelation): string {
  const { field, names, list, title } = relation;
  const { one, label, labels } = names;
  const type = selectName(relation);
  const { prop } = title;
  const rows = `rows={data?.items.map(({ id, ${prop} }) => ({ value: id, label: ${prop} }))}`;
  const hints = [
    `isError ? "The ${labels} couldn't be loaded. Close the form and try again."`,
    `data?.items.length === 0 ? "There is no ${label} yet."`,
  ].join(" : ");
  const common = `label="${labelOf(field)}" name="${field.prop}" ${rows} ${when(field.isOptional, "isOptional")} error={error}`;
  const chosen = relation !== resource.parent;
  const props = `type Props = { ${when(chosen, "chosen?: { value: string; label: string }; ")}error: string | undefined };`;
  const signature = `export function ${type}({ ${when(chosen, "chosen, ")}error }: Props) {`;
  const given = when(chosen, "chosen={chosen}");
  if (!list.isSearched) {
    return `"use client";
import { RowSelect } from "@/components/row-select";
import { api } from "@/trpc/client";

${props}

/** A choice of the ${labels}. */
${signature}
  const { data, isError } = api.${one}.list.useQuery({ limit: 100 }, { throwOnError: false });
  const hint = ${hints} : data?.nextCursor ? "${elsewhere(relation, resource.names.label)}" : undefined;
  return <RowSelect ${common} ${given} hint={hint} />;
}
`;
  }
  return `"use client";
import { useDeferredValue, useState } from "react";
import { RowSelect } from "@/components/row-select";
import { api } from "@/trpc/client";

${props}

/** A choice of the ${labels}. Where they are more than a page, there is a search. */
${signature}
  const [text, setText] = useState("");
  const search = useDeferredValue(text.trim());
  const { data, isError } = api.${one}.list.useQuery(
    { search, limit: 100 },
    { placeholderData: (previous) => previous, throwOnError: false },
  );
  const hint = ${hints} : undefined;
  const isLong = text !== "" || Boolean(data?.nextCursor);
  return (
    <RowSelect
      ${common} ${given}
      search={isLong ? { label: "Search ${labels}", text, onChange: setText } : undefined}
      hint={hint}
    />
  );
}
`;
}
