"use client";
import { type ReactNode, useState } from "react";
import type { z } from "zod";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { MAX_TITLE_LENGTH } from "@/domain/question";
import { toast } from "@/shell/toast";
import { useForm } from "@/shell/use-form";
import { api, errorData } from "@/trpc/client";
import { markOwnChange } from "@/trpc/own-changes";
import { BodyField } from "./body-field";
import { type Answer, type Thread, useThreadCache } from "./use-answers";

const loadQuestion = async () => (await import("@/domain/question.schema")).EditQuestion;
const loadAnswer = async () => (await import("@/domain/question.schema")).EditAnswer;

type Props<Schema extends z.ZodType> = {
  post: { body: string | null; version: number };
  loadSchema: () => Promise<Schema>;
  save: (input: z.output<Schema>) => Promise<unknown>;
  /** Called when the post was edited meanwhile: the form keeps its text, and saves it over the new version next time. */
  onMismatch: () => void;
  onClose: () => void;
  children?: (errors: Record<string, string>) => ReactNode;
};

function EditForm<Schema extends z.ZodType>({ post, loadSchema, save, onMismatch, onClose, children }: Props<Schema>) {
  const [base, setBase] = useState(post.version); // not the version that a live update brings: it was not seen
  const [isRefused, setRefused] = useState(false);
  if (isRefused && post.version !== base) {
    setBase(post.version);
    setRefused(false);
  }
  const { errors, pending, formProps } = useForm(loadSchema, async (input) => {
    try {
      await save(input);
    } catch (error) {
      if (errorData(error)?.reason === "VERSION_MISMATCH") {
        setRefused(true);
        onMismatch();
      }
      throw error;
    }
    toast.success("Changes saved");
    onClose();
    return undefined;
  });
  return (
    <form {...formProps} className="grid gap-5">
      <input type="hidden" name="version" value={base} data-number />
      {children?.(errors)}
      <BodyField label="Text" error={errors.body} defaultValue={post.body ?? ""} autoFocus />
      {errors[""] && <Notice>{errors[""]}</Notice>}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="small" pending={pending}>
          Save
        </Button>
        <Button variant="ghost" size="small" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

export function EditQuestionForm({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const edit = api.question.edit.useMutation();
  const cache = useThreadCache(thread);
  return (
    <EditForm
      post={thread}
      loadSchema={loadQuestion}
      save={async (input) => {
        const edited = await edit.mutateAsync({ id: thread.id, ...input });
        markOwnChange("question", thread.id);
        cache.setQuestion(() => edited);
      }}
      onMismatch={cache.refetch}
      onClose={onClose}
    >
      {(errors) => (
        <Field
          label="Question"
          name="title"
          autoComplete="off"
          maxLength={MAX_TITLE_LENGTH}
          defaultValue={thread.title ?? ""}
          error={errors.title}
        />
      )}
    </EditForm>
  );
}

type AnswerProps = { thread: Thread; answer: Answer; onClose: () => void };

export function EditAnswerForm({ thread, answer, onClose }: AnswerProps) {
  const edit = api.question.editAnswer.useMutation();
  const cache = useThreadCache(thread);
  return (
    <EditForm
      post={answer}
      loadSchema={loadAnswer}
      save={async (input) => {
        const edited = await edit.mutateAsync({ id: answer.id, ...input });
        markOwnChange("question", thread.id);
        cache.setAnswers((answers) => answers.map((it) => (it.id === edited.id ? edited : it)));
      }}
      onMismatch={cache.refetch}
      onClose={onClose}
    />
  );
}
