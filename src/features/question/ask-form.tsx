"use client";
import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import type { ChapterSlug } from "@/domain/learn";
import { MAX_TITLE_LENGTH } from "@/domain/question";
import type { AskQuestion } from "@/domain/question.schema";
import { toast } from "@/shell/toast";
import { useForm } from "@/shell/use-form";
import { useIdempotencyKey } from "@/shell/use-idempotency-key";
import { api } from "@/trpc/client";
import { markOwnChange } from "@/trpc/own-changes";
import { BodyField } from "./body-field";

const loadSchema = async () => (await import("@/domain/question.schema")).AskQuestion;

export function AskForm({ chapter, onClose }: { chapter: ChapterSlug; onClose: () => void }) {
  const utils = api.useUtils();
  const keyFor = useIdempotencyKey();
  const ask = useMutation({
    mutationFn: (input: AskQuestion) => utils.client.question.ask.mutate(input, keyFor(input)),
  });
  const { errors, pending, formProps } = useForm(loadSchema, async (input) => {
    const { body: _, ...asked } = await ask.mutateAsync(input);
    markOwnChange("question", asked.id);
    utils.question.list.setInfiniteData({ chapter }, (data) => {
      const [first, ...rest] = data?.pages ?? [];
      return data && first && { ...data, pages: [{ ...first, items: [asked, ...first.items] }, ...rest] };
    });
    toast.success("Question asked");
    onClose();
    return undefined;
  });
  return (
    <Card className="p-4 sm:p-6">
      <form {...formProps} className="grid gap-5">
        <input type="hidden" name="chapter" value={chapter} />
        <Field
          label="Question"
          name="title"
          autoFocus
          autoComplete="off"
          maxLength={MAX_TITLE_LENGTH}
          hint="One sentence. Your name is shown with it."
          error={errors.title}
        />
        <BodyField label="Details" error={errors.body} />
        {errors[""] && <Notice>{errors[""]}</Notice>}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" pending={pending}>
            Ask question
          </Button>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Card>
  );
}
