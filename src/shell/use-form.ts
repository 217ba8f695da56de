"use client";
import { type FormEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { z } from "zod";
import { errorData, errorMessage } from "@/trpc/client";
import { errorsByControl, type FormErrors, readForm } from "./form-values";

/** What came of sending a form: nothing wrong, errors, or a new page that is loading (the form stays busy). */
type Outcome = FormErrors | "leaving" | undefined;

/**
 * A form that is checked with the server's own schema before it is sent, once however often it is submitted. Nothing
 * that was typed is lost, and the focus moves to the first field with an error.
 * @param send may throw: the server's issues then appear at their fields, anything else above the form
 */
export function useForm<Schema extends z.ZodType>(schema: Schema, send: (input: z.output<Schema>) => Promise<Outcome>) {
  const [errors, setErrors] = useState<FormErrors>({});
  const [pending, setPending] = useState(false);
  const isSending = useRef(false); // a second press may come before the state of the first does

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSending.current) return;
    const form = event.currentTarget;
    const show = (found: FormErrors) => {
      flushSync(() => setErrors(found));
      form.querySelector<HTMLElement>("[aria-invalid]")?.focus();
    };
    const names = [...form.elements].map((element) => element.getAttribute("name") ?? "");
    const input = schema.safeParse(readForm(form));
    if (!input.success) return show(errorsByControl(input.error.issues, names));

    setErrors({});
    setPending(true);
    isSending.current = true;
    const outcome = await send(input.data).catch((error: unknown) => {
      const issues = errorData(error)?.issues;
      return issues?.length ? errorsByControl(issues, names) : { "": errorMessage(error) };
    });
    if (outcome === "leaving") return;
    isSending.current = false;
    setPending(false);
    show(outcome ?? {});
  }

  return { errors, pending, onSubmit };
}
