"use client";
import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { CheckboxGroup } from "@/components/checkbox-group";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { Select } from "@/components/select";
import { SCOPES, type Scope } from "@/domain/token";
import type { RouterOutputs } from "@/trpc/client";
import { useMakeToken } from "./use-make-token";

const DAYS = [7, 30, 90, 365];
const DEFAULT_DAYS = 30;

const TEXT = {
  name: "What will use it, so that you know it again.",
  scopes: "Whatever you choose, a token can never make or see tokens, or change your account.",
};

export function MakeTokenForm({ onMade }: { onMade: (token: RouterOutputs["token"]["make"]) => void }) {
  const form = useRef<HTMLFormElement>(null);
  const { make, isMaking, error, fields, problem } = useMakeToken(onMade);

  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [error]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    make({
      name: String(data.get("name")),
      scopes: data.getAll("scopes") as Scope[],
      expiresInDays: Number(data.get("expiresInDays")),
    });
  }

  return (
    <Card id="make-token" className="p-6">
      <h2 className="mb-5 font-semibold text-lg">Make a token</h2>
      <form ref={form} onSubmit={onSubmit} noValidate method="post" className="grid gap-5">
        <Field
          label="Name"
          name="name"
          autoComplete="off"
          error={fields.name}
          hint={TEXT.name}
          className="scroll-mt-12"
        />
        <CheckboxGroup
          legend="What it may do"
          name="scopes"
          options={Object.entries(SCOPES).map(([value, label]) => ({
            value,
            label,
            note: <code className="font-mono">{value}</code>,
          }))}
          error={fields.scopes}
          hint={TEXT.scopes}
        />
        <Select
          label="Expires"
          name="expiresInDays"
          defaultValue={DEFAULT_DAYS}
          options={DAYS.map((days) => ({ value: days, label: `in ${days} days` }))}
        />
        {/* Here, where a phone is looking when the button is pressed. */}
        {problem && <Notice>{problem}</Notice>}
        <Button type="submit" pending={isMaking}>
          Make token
        </Button>
      </form>
    </Card>
  );
}
