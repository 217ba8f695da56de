"use client";
import { useRouter } from "next/navigation";
import { toast } from "@/shell/toast";
import { api, errorMessage } from "@/trpc/client";
import { markOwnChange } from "@/trpc/own-changes";
import { chapterPath } from "./paths";
import { type Thread, useThreadCache } from "./use-answers";

/** Marks an answer as the one that helped. It shows at once; if the server refuses, the thread is read again. */
export function useMarkHelpful(thread: Thread) {
  const cache = useThreadCache(thread);
  return api.question.markHelpful.useMutation({
    onMutate({ answerId }) {
      cache.setQuestion(() => ({ isSolved: answerId !== null }));
      cache.setAnswers((answers) => answers.map((it) => ({ ...it, isHelpful: it.id === answerId })));
    },
    onSuccess: () => markOwnChange("question", thread.id),
    onError(error) {
      toast.error(errorMessage(error));
      cache.refetch();
    },
  });
}

/** Not optimistic: the answer goes when the server has deleted it. */
export function useDeleteAnswer(thread: Thread) {
  const cache = useThreadCache(thread);
  return api.question.deleteAnswer.useMutation({
    onSuccess(_, { id }) {
      markOwnChange("question", thread.id);
      cache.setAnswers((answers) => answers.filter((it) => it.id !== id));
      cache.setQuestion(({ answerCount }) => ({ answerCount: Math.max(0, answerCount - 1) }));
      toast.success("Answer deleted");
    },
    onError(error) {
      toast.error(errorMessage(error));
      cache.refetch();
    },
  });
}

/** Deletes a question, and opens its chapter. */
export function useDeleteQuestion(thread: Thread) {
  const router = useRouter();
  const utils = api.useUtils();
  return api.question.delete.useMutation({
    onSuccess() {
      markOwnChange("question", thread.id);
      utils.question.invalidate(undefined, { refetchType: "none" }); // this page would find nothing
      toast.success("Question deleted");
      router.push(chapterPath(thread.chapter));
    },
    onError: (error) => toast.error(errorMessage(error)),
  });
}
