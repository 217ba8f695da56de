"use client";
import { type FormEvent, useState } from "react";
import { flushSync } from "react-dom";
import type { z } from "zod";

type Errors = Record<string, string>;

/** An error of the whole form (under "") or of one field, by the field's name. */
export const firstErrors = (issues: readonly { path: PropertyKey[] | string; message: string }[]): Errors =>
  Object.fromEntries(
    issues.toReversed().map(({ path, message }) => [String(Array.isArray(path) ? path[0] : path), message]),
  );

/**
 * A form that is checked with the server's own schema before it is sent. Nothing that was typed is lost, and the focus
 * goes to the first field that is wrong.
 * @param send gives the errors that the server found, by field: none if all went well and this page stays, and
 * undefined if the next page is on its way
 */
export function useForm<Schema extends z.ZodType>(
  schema: Schema,
  send: (input: z.output<Schema>) => Promise<Errors | undefined>,
) {
  const [errors, setErrors] = useState<Errors>({});
  const [pending, setPending] = useState(false);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = event.currentTarget;
    const show = (found: Errors) => {
      flushSync(() => setErrors(found));
      form.querySelector<HTMLElement>("[aria-invalid]")?.focus();
    };
    const input = schema.safeParse(Object.fromEntries(new FormData(form)));
    if (!input.success) return show(firstErrors(input.error.issues));
    setErrors({});
    setPending(true);
    const found = await send(input.data);
    if (!found) return;
    setPending(false);
    show(found);
  }

  return { errors, pending, onSubmit };
}
