/** How a row that is referred to is shown: by its name, as a link to its page. */
import { when } from "../code";
import { sentence } from "../names";
import { hasNullName, namedRelations, type Relation, type Resource } from "../resource";

export type Shown = {
  code: string;
  /** The code of the condition under which there is something to show. */
  condition: string | undefined;
};

/** The elements that show a relation of a row. @param className of the link */
export function relationCode(resource: Resource, relation: Relation, className: string): Shown {
  const { field, page, names } = relation;
  const { one } = resource.names;
  const id = `${one}.${field.prop}`;
  const isNamed = namedRelations(resource).some((it) => it === relation);
  const name = isNamed ? `<bdi>{${one}.${field.name}}</bdi>` : page ? `Open the ${names.label}` : "";
  const code = page
    ? `<Link href={\`/${names.path}/\${${id}}\`} prefetch={false} className="${className}">${name}</Link>`
    : name || `<code className="font-mono text-sm">{${id}}</code>`;
  const conditions = [
    isNamed && hasNullName(relation) && `${one}.${field.name} !== null`,
    !isNamed && field.isOptional && `${id} !== null`,
    relation.isOwned && resource.isPublic && `${one}.isMine`, // others would find nothing there
  ].filter(Boolean);
  return { code, condition: conditions.length ? conditions.join(" && ") : undefined };
}

/** The label of a relation. */
export const relationLabel = ({ field }: Relation): string => sentence(field.label);

/** Whether a relation is shown as a link. */
export const hasLink = ({ relations }: Resource): boolean => relations.some(({ page }) => page !== undefined);

/** Elements under a condition. */
export const shownIf = ({ code, condition }: Shown): string => (condition ? `{${condition} && (${code})}` : code);

export const linkImport = (resource: Resource): string =>
  when(hasLink(resource), 'import { Link } from "@/components/link";\n');
