"use client";
import { type FormEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { z } from "zod";
import { errorData, errorMessage } from "@/trpc/client";
import { errorsByControl, type FormErrors, readForm } from "./form-values";

const UNCHECKED = "Your browser couldn't check this form. Update it, or try another browser.";

/** The result of a submission: success, errors, or "redirecting" (the form stays pending while a new page loads). */
type Outcome = FormErrors | "redirecting" | undefined;

/**
 * Validates a form with the server's schema and submits it once, even on a double click. Input is kept, and the focus
 * moves to the first field with an error. An error disappears as soon as its field is right.
 * @param submit may throw: issues from the server appear at their fields, other errors in the form's notice
 */
export function useForm<Schema extends z.ZodType>(
  schema: Schema,
  submit: (input: z.output<Schema>) => Promise<Outcome>,
) {
  const [errors, setErrors] = useState<FormErrors>({});
  const [pending, setPending] = useState(false);
  const isSubmitting = useRef(false); // state updates too late for a double click
  const isFromServer = useRef(false);

  function validate(form: HTMLFormElement): { input?: z.output<Schema>; errors?: FormErrors } {
    try {
      const { data, error } = schema.safeParse(readForm(form));
      return error ? { errors: errorsByControl(error.issues, controlNames(form)) } : { input: data };
    } catch (error) {
      reportError(error);
      return { errors: { "": UNCHECKED } };
    }
  }

  /** Only a submission finds new errors. The server's error about a field goes when that field is edited. */
  function onInput({ currentTarget: form, target }: FormEvent<HTMLFormElement>) {
    if (!Object.keys(errors).length) return;
    const { name } = target as HTMLInputElement;
    const now: FormErrors = isFromServer.current ? { ...errors, [name]: "" } : (validate(form).errors ?? {});
    setErrors(Object.fromEntries(Object.keys(errors).flatMap((key) => (now[key] ? [[key, now[key]]] : []))));
  }

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSubmitting.current) return;
    const form = event.currentTarget;
    const showErrors = (next: FormErrors) => {
      flushSync(() => setErrors(next));
      form.querySelector<HTMLElement>("[aria-invalid]")?.focus();
    };
    const { input, errors: invalid } = validate(form);
    isFromServer.current = !invalid;
    if (invalid) return showErrors(invalid);

    setErrors({});
    setPending(true);
    isSubmitting.current = true;
    const outcome = await submit(input as z.output<Schema>).catch((error: unknown) => {
      const issues = errorData(error)?.issues;
      return issues?.length ? errorsByControl(issues, controlNames(form)) : { "": errorMessage(error) };
    });
    if (outcome === "redirecting") return;
    isSubmitting.current = false;
    setPending(false);
    showErrors(outcome ?? {});
  }

  return { errors, pending, formProps: { onSubmit, onInput, noValidate: true, method: "post" } };
}

const controlNames = (form: HTMLFormElement) => [...form.elements].map((element) => element.getAttribute("name") ?? "");
