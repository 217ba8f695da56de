"use client";
import { type FormEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { z } from "zod";
import { errorData, errorMessage } from "@/trpc/client";
import { errorsByControl, type FormErrors, readForm } from "./form-values";

/** The result of a submission: success, errors, or "redirecting" (the form stays pending while a new page loads). */
type Outcome = FormErrors | "redirecting" | undefined;

/**
 * Validates a form with the server's schema and submits it once, even on a double click. Input is kept, and the focus
 * moves to the first field with an error.
 * @param submit may throw: issues from the server appear at their fields, other errors in the form's notice
 */
export function useForm<Schema extends z.ZodType>(
  schema: Schema,
  submit: (input: z.output<Schema>) => Promise<Outcome>,
) {
  const [errors, setErrors] = useState<FormErrors>({});
  const [pending, setPending] = useState(false);
  const isSubmitting = useRef(false); // state updates too late for a double click

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSubmitting.current) return;
    const form = event.currentTarget;
    const showErrors = (next: FormErrors) => {
      flushSync(() => setErrors(next));
      form.querySelector<HTMLElement>("[aria-invalid]")?.focus();
    };
    const names = [...form.elements].map((element) => element.getAttribute("name") ?? "");
    const input = schema.safeParse(readForm(form));
    if (!input.success) return showErrors(errorsByControl(input.error.issues, names));

    setErrors({});
    setPending(true);
    isSubmitting.current = true;
    const outcome = await submit(input.data).catch((error: unknown) => {
      const issues = errorData(error)?.issues;
      return issues?.length ? errorsByControl(issues, names) : { "": errorMessage(error) };
    });
    if (outcome === "redirecting") return;
    isSubmitting.current = false;
    setPending(false);
    showErrors(outcome ?? {});
  }

  return { errors, pending, onSubmit };
}
