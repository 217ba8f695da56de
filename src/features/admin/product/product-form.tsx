"use client";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/button";
import { DialogClose } from "@/components/dialog";
import { DialogActions } from "@/components/dialog-actions";
import { Field, TextArea } from "@/components/field";
import { Notice } from "@/components/notice";
import { Select } from "@/components/select";
import { CATEGORIES } from "@/domain/product";
import { toast } from "@/shell/toast";
import { api, errorData, errorMessage, type RouterOutputs } from "@/trpc/client";
import { type Draft, draftOf, problemsOf, readDraft, rebase, TEXT } from "./draft";
import { EditConflict } from "./edit-conflict";

type Props = { current: RouterOutputs["admin"]["product"]["list"]["items"][number]; onDone: () => void };

const focusProblem = (form: HTMLFormElement | null) => form?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
const CATEGORY_OPTIONS = Object.entries(CATEGORIES).map(([value, label]) => ({ value, label }));

/** Saves an edit. The list is refetched after an error, too, so that it shows the saved product. */
function useSaveProduct(onSaved: () => void) {
  const utils = api.useUtils();
  return api.admin.product.save.useMutation({
    onSuccess({ name, stock }) {
      toast.success(
        <>
          <bdi>{name}</bdi> saved, {stock} in stock
        </>,
      );
      onSaved();
    },
    onSettled: () => Promise.all([utils.admin.invalidate(), utils.product.invalidate()]),
  });
}

/**
 * Edits a product as it was when the form opened (`loaded`). If someone else saves it in the meantime, the form shows
 * both values of each conflicting field and keeps the input until the editor decides.
 */
export function ProductForm({ current, onDone }: Props) {
  const [loaded, setLoaded] = useState(current);
  const [draft, setDraft] = useState(() => draftOf(current));
  const [isChecked, setChecked] = useState(false); // from the first submission on, the draft is checked as it is typed
  const form = useRef<HTMLFormElement>(null);
  const save = useSaveProduct(onDone);
  const isOutdated = current.version !== loaded.version;
  const [latest, setLatest] = useState(current);
  if (current.version !== latest.version) {
    setDraft(rebase(draft, draftOf(latest), draftOf(current)));
    setLatest(current);
  }

  const failure = save.error && errorData(save.error);
  const { input, problems } = readDraft(draft, loaded);
  const shown = { ...problemsOf(failure?.issues ?? []), ...(isChecked && problems) };
  useEffect(() => {
    if (save.error) focusProblem(form.current);
  }, [save.error]);

  function submit(event: FormEvent) {
    event.preventDefault();
    flushSync(() => setChecked(true));
    if (input) save.mutate({ ...input, id: current.id, version: loaded.version });
    else focusProblem(form.current);
  }

  function change(name: keyof Draft, value: string) {
    setDraft({ ...draft, [name]: value });
    if (save.error && !isOutdated) save.reset(); // its problems are about what was sent
  }

  function field(name: keyof Draft) {
    return {
      name,
      label: TEXT[name],
      value: draft[name],
      error: shown[name],
      onChange: ({ target }: { target: { value: string } }) => change(name, target.value),
    };
  }

  return (
    <form ref={form} onSubmit={submit} noValidate method="post" className="grid gap-5">
      {isOutdated && (
        <EditConflict
          saved={draftOf(current)}
          original={draftOf(loaded)}
          draft={draft}
          onUseSaved={(name, value) => setDraft({ ...draft, [name]: value })}
          onResolve={() => {
            setLoaded(current);
            save.reset();
          }}
        />
      )}
      <Field {...field("name")} maxLength={120} autoComplete="off" />
      <TextArea {...field("description")} maxLength={2000} rows={4} />
      <Select {...field("category")} options={CATEGORY_OPTIONS} />
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Field {...field("price")} inputMode="decimal" autoComplete="off" />
        <Field {...field("stock")} inputMode="numeric" autoComplete="off" hint={TEXT.stockHint} />
      </div>
      {save.error && !isOutdated && failure?.reason !== "VERSION_MISMATCH" && (!failure?.issues || shown[""]) && (
        <Notice>{shown[""] ?? errorMessage(save.error)}</Notice>
      )}
      <DialogActions>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={save.isPending} disabled={isOutdated}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}
