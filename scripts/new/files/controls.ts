/** How a field is shown and typed: the code of its elements. */
import { when } from "../code";
import { type Field, isMultiline, labelOf } from "../fields";
import { withArticle } from "../names";
import { hasNullName, namedRelations, type Resource } from "../resource";
import { enumNames } from "./domain";
import { chosenRelations, selectName } from "./row-select";

/** The control of a field in a form. @param row the code of the row that is edited; undefined in a new one */
export function controlCode(resource: Resource, field: Field): string {
  const { kind, prop, constant, isOptional } = field;
  const row = resource.names.one;
  const value = `${row}?.${prop}`;
  const common = `label="${labelOf(field)}" name="${prop}" error={errors.${prop}}${when(isOptional, " data-optional")}`;
  const plain = `${common} autoComplete="off" defaultValue={${value}${when(isOptional, " ?? undefined")}}`;
  switch (kind) {
    case "int":
      return `<Field ${plain} type="number" min={MIN_${constant}} max={MAX_${constant}} />`;
    case "money":
      return `<Field ${common} autoComplete="off" inputMode="decimal" data-cents defaultValue={${moneyValue(row, prop, isOptional)}} />`;
    case "bool":
      return `<CheckboxField label="${labelOf(field)}" name="${prop}" defaultChecked={${value}} />`;
    case "date":
      return `<Field ${plain} type="date" />`;
    case "datetime":
      return `<Field ${common} type="datetime-local" defaultValue={${isOptional ? `${row}?.${prop} ? formatLocalInput(${row}.${prop}) : undefined` : `${row} && formatLocalInput(${row}.${prop})`}} />`;
    case "enum": {
      const list = `Object.entries(${enumNames(resource, field).labels}).map(([value, label]) => ({ value, label }))`;
      const all = isOptional ? `[{ value: "", label: "None" }, ...${list}]` : list;
      return `<Select ${common} defaultValue={${value}${when(isOptional, " ?? undefined")}} options={${all}} />`;
    }
    case "url":
      return `<Field ${plain} type="url" maxLength={2000} placeholder="https://" />`;
    case "email":
      return `<Field ${plain} type="email" maxLength={254} />`;
    case "json":
      return `<TextArea ${common} autoComplete="off" rows={4} data-json hint='Such as {"color": "blue", "size": 3}' defaultValue={${row} && JSON.stringify(${row}.${prop}, null, 2)} className="font-mono" />`;
    case "ref":
      return refControl(resource, field) ?? `<Field ${plain} hint="The id of ${withArticle(field.label)}." />`;
    default:
      return isMultiline(field)
        ? `<TextArea ${plain} rows={4} maxLength={MAX_${constant}_LENGTH} className="field-sizing-content max-h-[60vh] min-h-24" />`
        : `<Field ${plain} maxLength={MAX_${constant}_LENGTH} />`;
  }
}

/** A choice of the rows that a reference may name; undefined where they can't be listed. */
function refControl(resource: Resource, field: Field): string | undefined {
  const relation = chosenRelations(resource).find((it) => it.field === field);
  if (!relation) return undefined;
  const row = resource.names.one;
  const isNamed = namedRelations(resource).includes(relation);
  const label = isNamed ? `${row}.${field.name}${when(hasNullName(relation), ' ?? "Hidden"')}` : '"Unchanged"';
  const chosen = `{ value: ${row}.${field.prop}, label: ${label} }`;
  const given = field.isOptional ? `${row}?.${field.prop} ? ${chosen} : undefined` : `${row} && ${chosen}`;
  return `<${selectName(relation)} chosen={${given}} error={errors.${field.prop}} />`;
}

const moneyValue = (row: string, prop: string, isOptional: boolean) =>
  isOptional
    ? `${row}?.${prop} == null ? undefined : formatDecimal(${row}.${prop})`
    : `${row} && formatDecimal(${row}.${prop})`;

/** The elements that show a field. @param value the code of a value that is not null */
export function valueCode(resource: Resource, field: Field, value: string): string {
  switch (field.kind) {
    case "int":
      return `{${value}}`;
    case "money":
      return `{formatMoney(${value})}`;
    case "bool":
      return `{${value} ? "Yes" : "No"}`;
    case "date":
      return `{formatUtcDay(new Date(${value}))}`;
    case "datetime":
      return `<Time date={${value}} />`;
    case "enum":
      return `{${enumNames(resource, field).labels}[${value}]}`;
    case "url":
      return `<a href={${value}} rel="noopener nofollow ugc" className="text-accent underline underline-offset-4">{${value}}</a>`;
    case "email":
      return `<a href={\`mailto:\${${value}}\`} className="text-accent underline underline-offset-4">{${value}}</a>`;
    case "json":
      return `<pre className="overflow-auto font-mono text-sm">{JSON.stringify(${value}, null, 2)}</pre>`;
    case "ref":
      return `<code className="font-mono text-sm">{${value}}</code>`;
    default:
      return isMultiline(field)
        ? `<p dir="auto" className="whitespace-pre-wrap">{${value}}</p>`
        : `<bdi>{${value}}</bdi>`;
  }
}

/** The field by which people tell rows apart; undefined if they have no text. */
export const titleField = ({ fields }: Resource): Field | undefined => {
  const texts = fields.filter(({ kind, isOptional, min }) => kind === "text" && !isOptional && min > 0);
  return texts.find((it) => !isMultiline(it)) ?? texts[0];
};
