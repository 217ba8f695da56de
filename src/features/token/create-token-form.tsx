"use client";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { CheckboxGroup } from "@/components/checkbox-group";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { Select } from "@/components/select";
import { SettingsSection } from "@/components/settings-section";
import { SCOPES } from "@/domain/token";
import { useForm } from "@/shell/use-form";
import { api, type RouterOutputs } from "@/trpc/client";
import { markOwnChange } from "@/trpc/own-changes";

const DAYS = [7, 30, 90, 365];
const DEFAULT_DAYS = 30;

const TEXT = {
  lead: "Its secret is shown once, right after you create it.",
  name: 'e.g. "CI server"',
  scopes: "No token can create or see tokens, or change your account.",
};

const loadSchema = async () => (await import("@/domain/token.schema")).CreateToken;

export function CreateTokenForm({ onCreated }: { onCreated: (token: RouterOutputs["token"]["create"]) => void }) {
  const utils = api.useUtils();
  const create = api.token.create.useMutation({ gcTime: 0 }); // removes the secret from the cache
  const { errors, pending, formProps } = useForm(loadSchema, async (input) => {
    const token = await create.mutateAsync(input).finally(() => create.reset());
    markOwnChange("token", token.id);
    const { secret: _, ...listed } = token;
    utils.token.list.setData(undefined, (list) => list && { items: [listed, ...list.items] });
    onCreated(token);
    return undefined;
  });

  return (
    <SettingsSection id="create-token" title="Create token" lead={TEXT.lead}>
      <Card className="p-6">
        <form {...formProps} className="grid max-w-md gap-5">
          <Field
            label="Name"
            name="name"
            autoComplete="off"
            error={errors.name}
            hint={TEXT.name}
            className="scroll-mt-12"
          />
          <CheckboxGroup
            legend="Permissions"
            name="scopes"
            options={Object.entries(SCOPES).map(([value, label]) => ({
              value,
              label,
              note: <code className="font-mono">{value}</code>,
            }))}
            error={errors.scopes}
            hint={TEXT.scopes}
          />
          <Select
            label="Expires"
            name="expiresInDays"
            defaultValue={DEFAULT_DAYS}
            options={DAYS.map((days) => ({ value: days, label: `in ${days} days` }))}
            error={errors.expiresInDays}
          />
          {/* Next to the button, where it is visible on a phone. */}
          {errors[""] && <Notice>{errors[""]}</Notice>}
          <Button type="submit" pending={pending} className="sm:justify-self-start">
            Create token
          </Button>
        </form>
      </Card>
    </SettingsSection>
  );
}
