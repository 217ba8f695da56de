"use client";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/button";
import { Field, TextArea } from "@/components/field";
import { Notice } from "@/components/notice";
import { Select } from "@/components/select";
import { InlineMarkdown } from "./markdown";
import {
  type ApiRequest,
  type ApiResponse,
  BODY,
  keyOf,
  type RequestInput,
  type RequestTemplate,
  send,
} from "./request";
import { ResponseView } from "./response-view";

type Props = {
  template: RequestTemplate;
  onChange: (values: Record<string, string>) => void;
  request: (values: Record<string, string>) => ApiRequest;
};
type State = "ready" | "pending" | "failed" | ApiResponse;

const readValues = (form: HTMLFormElement) => Object.fromEntries(new FormData(form)) as Record<string, string>;

export function RequestForm({ template, onChange, request }: Props) {
  const [state, setState] = useState<State>("ready");
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), []);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (state === "pending") return;
    controller.current = new AbortController();
    const { signal } = controller.current;
    setState("pending");
    const result = await send(request(readValues(event.currentTarget)), signal).catch(() => "failed" as const);
    if (!signal.aborted) setState(result);
  }

  return (
    <>
      <form
        onSubmit={onSubmit}
        onChange={(event) => onChange(readValues(event.currentTarget))}
        className="grid gap-4 px-4 pt-1 pb-4"
      >
        {template.inputs.map((input) => (
          <Input key={keyOf(input)} input={input} />
        ))}
        {template.body !== undefined && (
          <TextArea
            label="Body"
            name={BODY}
            defaultValue={template.body}
            rows={template.body.split("\n").length}
            spellCheck={false}
            className="font-mono sm:text-[0.8125rem]"
          />
        )}
        <Button type="submit" size="small" pending={state === "pending"} className="justify-self-start">
          Send request
        </Button>
      </form>
      <div role="status" className="border-line border-t empty:hidden">
        {state === "failed" && <Notice>We couldn't reach the server. Check your connection.</Notice>}
        {typeof state === "object" && <ResponseView response={state} />}
      </div>
    </>
  );
}

function Input({ input }: { input: RequestInput }) {
  const { name, required, description, options, example } = input;
  const common = {
    label: name,
    name: keyOf(input),
    required,
    hint: description && <InlineMarkdown text={description} />,
  };
  if (!options) return <Field {...common} placeholder={example} autoComplete="off" spellCheck={false} />;
  return (
    <Select
      {...common}
      options={[{ value: "", label: "Not set" }, ...options.map((option) => ({ value: option, label: option }))]}
    />
  );
}
