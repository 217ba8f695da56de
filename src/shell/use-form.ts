"use client";
import { type FormEvent, useEffect, useRef, useState } from "react";
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
 * @param loadSchema imports the schema, after the page has loaded: the validation library is an eighth of its scripts
 * @param submit may throw: issues from the server appear at their fields, other errors in the form's notice
 */
export function useForm<Schema extends z.ZodType>(
  loadSchema: () => Promise<Schema>,
  submit: (input: z.output<Schema>) => Promise<Outcome>,
) {
  const [errors, setErrors] = useState<FormErrors>({});
  const [pending, setPending] = useState(false);
  const isSubmitting = useRef(false); // state updates too late for a double click
  const isFromServer = useRef(false);
  const schema = useRef<Schema>(undefined);

  useEffect(() => {
    loadSchema().then(
      (loaded) => {
        schema.current = loaded;
      },
      () => {}, // a submission tries again
    );
  }, [loadSchema]);

  function validate(schema: Schema, form: HTMLFormElement): { input?: z.output<Schema>; errors?: FormErrors } {
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
    if (!Object.keys(errors).length || !schema.current) return;
    const { name } = target as HTMLInputElement;
    const now = isFromServer.current ? { ...errors, [name]: "" } : (validate(schema.current, form).errors ?? {});
    setErrors(Object.fromEntries(Object.keys(errors).flatMap((key) => (now[key] ? [[key, now[key]]] : []))));
  }

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSubmitting.current) return;
    isSubmitting.current = true;
    const form = event.currentTarget;
    const finish = (next: FormErrors) => {
      isSubmitting.current = false;
      flushSync(() => {
        setPending(false);
        setErrors(next);
      });
      form.querySelector<HTMLElement>("[aria-invalid]")?.focus();
    };
    try {
      if (!schema.current) setPending(true);
      schema.current ??= await loadSchema();
    } catch (error) {
      return finish({ "": errorMessage(error) });
    }
    const { input, errors: invalid } = validate(schema.current, form);
    isFromServer.current = !invalid;
    if (invalid) return finish(invalid);

    setErrors({});
    setPending(true);
    const outcome = await submit(input as z.output<Schema>).catch((error: unknown) => {
      const issues = errorData(error)?.issues;
      return issues?.length ? errorsByControl(issues, controlNames(form)) : { "": errorMessage(error) };
    });
    if (outcome !== "redirecting") finish(outcome ?? {});
  }

  return { errors, pending, formProps: { onSubmit, onInput, noValidate: true, method: "post" } };
}

const controlNames = (form: HTMLFormElement) => [...form.elements].map((element) => element.getAttribute("name") ?? "");
