/** How a field is shown and typed: the code of its elements. */
import { when } from "../code";
import { type Field, isMultiline } from "../fields";
import { sentence } from "../names";
import type { Resource } from "../resource";
import { enumNames } from "./domain";

/** `Starts at (optional)` */
export const labelOf = ({ label, isOptional }: Field): string => sentence(label) + when(isOptional, " (optional)");

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
      return `<Field ${common} autoComplete="off" inputMode="decimal" data-cents defaultValue={${moneyValue(value, isOptional)}} />`;
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
      return `<Field ${plain} hint="The id of ${aOf(field)}." />`;
    default:
      return isMultiline(field)
        ? `<TextArea ${plain} rows={4} maxLength={MAX_${constant}_LENGTH} className="field-sizing-content max-h-[60vh] min-h-24" />`
        : `<Field ${plain} maxLength={MAX_${constant}_LENGTH} />`;
  }
}

const aOf = ({ target }: Field) => `a ${target.replaceAll("-", " ")}`;

const moneyValue = (value: string, isOptional: boolean) =>
  isOptional
    ? `${value} == null ? undefined : formatDecimal(${value})`
    : `${value} === undefined ? undefined : formatDecimal(${value})`;

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
