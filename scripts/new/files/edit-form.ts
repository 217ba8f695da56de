/** The form in which a row is edited, and the optimistic change that it makes. */
import { when } from "../code";
import type { Resource } from "../resource";

/** What a schema has read, as the input of a call: times are texts there. */
export function inputForServer({ fields }: Resource): string {
  const times = fields
    .filter(({ kind }) => kind === "datetime")
    .map(
      ({ prop, isOptional }) => `${prop}: input.${prop}${isOptional ? "?.toISOString() ?? null" : ".toISOString()"}`,
    );
  return times.length ? `{ ...input, ${times.join(", ")} }` : "input";
}

export function editForm(resource: Resource): string {
  const { names, fields } = resource;
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
      <${type}Fields ${when(
        fields.some(({ kind }) => kind !== "bool"),
        "errors={errors} ",
      )}${one}={loaded} />
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

export function updateHook(resource: Resource): string {
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
