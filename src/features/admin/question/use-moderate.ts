"use client";
import { toast } from "@/shell/toast";
import { api, errorMessage, type RouterOutputs } from "@/trpc/client";

export type Post = RouterOutputs["admin"]["question"]["list"]["items"][number];

/** Hides and restores posts. The list is read again: a post moves to its new place there. */
export function useModerate() {
  const utils = api.useUtils();
  const options = {
    onError: (error: unknown) => void toast.error(errorMessage(error)),
    onSettled: () => Promise.all([utils.admin.question.invalidate(), utils.question.invalidate()]),
  };
  return {
    hide: api.admin.question.hide.useMutation({
      ...options,
      onSuccess: ({ kind }) => toast.success(kind === "question" ? "Question hidden" : "Answer hidden"),
    }),
    restore: api.admin.question.restore.useMutation({
      ...options,
      onSuccess: ({ kind }) => toast.success(kind === "question" ? "Question is visible" : "Answer is visible"),
    }),
  };
}
