/** The fields of forms, and the form in which a row is added. */
import { imports, when } from "../code";
import { type Field, isMultiline } from "../fields";
import { sentence } from "../names";
import { isChoosable, type Resource, searchedFields } from "../resource";
import { controlCode } from "./controls";
import { enumNames } from "./domain";
import { inputForServer } from "./edit-form";
import { chosenRelations, selectName, selectStem } from "./row-select";

/** Whether a field can be wrong: a checkbox can't. */
export const hasErrors = ({ fields }: Resource): boolean => fields.some(({ kind }) => kind !== "bool");

export function fieldsFile(resource: Resource): string {
  const { names, fields } = resource;
  const { type, one, stem } = names;
  const has = (...kinds: Field["kind"][]) => fields.some(({ kind }) => kinds.includes(kind));
  const constants = fields.flatMap(({ kind, constant }) => {
    if (kind === "text") return [`MAX_${constant}_LENGTH`];
    return kind === "int" ? [`MAX_${constant}`, `MIN_${constant}`] : [];
  });
  const chosen = chosenRelations(resource).filter((it) => it !== resource.parent);
  const typed = fields.filter(({ kind, prop }) => kind !== "ref" || !chosen.some((it) => it.field.prop === prop));
  const controls = fields.map((it) => controlCode(resource, it));
  const enums = fields.filter(({ kind }) => kind === "enum").map((it) => enumNames(resource, it).labels);
  const multiline = fields.some((it) => isMultiline(it) || it.kind === "json");
  const single = typed.some((it) => !isMultiline(it) && !["json", "bool", "enum"].includes(it.kind));
  return `${imports("@/components/checkbox-field", has("bool") && "CheckboxField")}${imports("@/components/field", single && "Field", multiline && "TextArea")}${imports(
    "@/components/select",
    has("enum") && "Select",
  )}${imports("@/domain/date", has("datetime") && "formatLocalInput")}${imports("@/domain/money", has("money") && "formatDecimal")}${imports(
    `@/domain/${stem}`,
    ...constants,
    ...enums,
  )}import type { RouterOutputs } from "@/trpc/client";
${chosen.map((it) => `import { ${selectName(it)} } from "./${selectStem(it)}";\n`).join("")}
type Props = { ${when(hasErrors(resource), "errors: Record<string, string>; ")}${one}?: RouterOutputs["${one}"]["byId"] };

/** The fields of a form: empty, or with the values of ${names.a}. */
export function ${type}Fields({ ${when(hasErrors(resource), "errors, ")}${one} }: Props) {
  return (
    ${controls.length > 1 ? `<>${controls.join("\n      ")}</>` : controls[0]}
  );
}
`;
}

export function createForm(resource: Resource): string {
  const { names, parent, isLive } = resource;
  const { type, one, stem, label } = names;
  const prop = parent?.field.prop;
  const chosen = parent && isChoosable(parent) ? parent : undefined;
  const isSearched = searchedFields(resource).length > 0;
  return `"use client";
import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Notice } from "@/components/notice";
import { toast } from "@/shell/toast";
import { useForm } from "@/shell/use-form";
import { useIdempotencyKey } from "@/shell/use-idempotency-key";
import { api, type RouterInputs } from "@/trpc/client";
${when(isLive, 'import { markOwnChange } from "@/trpc/own-changes";\n')}${when(chosen, `import { ${chosen && selectName(chosen)} } from "./${chosen && selectStem(chosen)}";\n`)}import { ${type}Fields } from "./${stem}-fields";
${when(parent, 'import type { Filters } from "./search-params";\n')}
const loadSchema = async () => (await import("@/domain/${stem}.schema")).Create${type};

export function Create${type}Form({ ${when(parent, "filters, ")}onClose }: { ${when(parent, "filters: Filters; ")}onClose: () => void }) {
  ${when(parent, `const { ${prop} } = filters;`)}
  const utils = api.useUtils();
  const keyFor = useIdempotencyKey();
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
          chosen,
          `{${prop} ? (
          <input type="hidden" name="${prop}" value={${prop}} />
        ) : (
          <${chosen && selectName(chosen)} error={errors.${prop}} />
        )}`,
        )}
        ${when(parent && !chosen, `<input type="hidden" name="${prop}" value={${prop}} />`)}
        <${type}Fields ${when(hasErrors(resource), "errors={errors} ")}/>
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
