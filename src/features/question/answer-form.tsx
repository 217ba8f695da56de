"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Notice } from "@/components/notice";
import type { AnswerQuestion } from "@/domain/question.schema";
import { toast } from "@/shell/toast";
import { useForm } from "@/shell/use-form";
import { useIdempotencyKey } from "@/shell/use-idempotency-key";
import { api } from "@/trpc/client";
import { markOwnChange } from "@/trpc/own-changes";
import { BodyField } from "./body-field";
import { type Thread, useThreadCache } from "./use-answers";

const loadSchema = async () => (await import("@/domain/question.schema")).AnswerQuestion;

/** A new form after each answer: its text has become the answer. */
export function AnswerForm({ thread }: { thread: Thread }) {
  const [count, setCount] = useState(0);
  return <Form key={count} thread={thread} onAnswered={() => setCount(count + 1)} />;
}

function Form({ thread, onAnswered }: { thread: Thread; onAnswered: () => void }) {
  const utils = api.useUtils();
  const cache = useThreadCache(thread);
  const keyFor = useIdempotencyKey();
  const post = useMutation({
    mutationFn: (input: AnswerQuestion) => utils.client.question.answer.mutate(input, keyFor(input)),
  });
  const { errors, pending, formProps } = useForm(loadSchema, async (input) => {
    const answer = await post.mutateAsync(input);
    markOwnChange("question", thread.id);
    cache.addAnswer(answer);
    cache.setQuestion(({ answerCount }) => ({ answerCount: answerCount + 1 }));
    toast.success("Answer posted");
    onAnswered();
    return undefined;
  });
  return (
    <Card className="p-4 sm:p-6">
      <form {...formProps} className="grid gap-5">
        <input type="hidden" name="id" value={thread.id} />
        <BodyField label="Your answer" error={errors.body} />
        {errors[""] && <Notice>{errors[""]}</Notice>}
        <Button type="submit" pending={pending} className="justify-self-start">
          Post answer
        </Button>
      </form>
    </Card>
  );
}
