"use client";
import { api, type RouterOutputs } from "@/trpc/client";

export type Thread = RouterOutputs["question"]["byId"];
export type Answer = Thread["answers"]["items"][number];
type Change = (answers: Answer[]) => Answer[];

/** The answers of a thread: it brings their first page. */
export function useAnswers({ id, answers }: Thread) {
  return api.question.answers.useInfiniteQuery(
    { id },
    {
      getNextPageParam: (page) => page.nextCursor,
      initialData: { pages: [answers], pageParams: [null] },
    },
  );
}

/** Changes a thread in the cache, after a write of this page. */
export function useThreadCache({ id, chapter }: Pick<Thread, "id" | "chapter">) {
  const utils = api.useUtils();
  return {
    setQuestion(change: (thread: Thread) => Partial<Thread>) {
      utils.question.byId.setData({ id }, (thread) => thread && { ...thread, ...change(thread) });
      utils.question.list.invalidate({ chapter });
    },
    /** Changes the answers of each loaded page. */
    setAnswers(change: Change) {
      utils.question.answers.setInfiniteData(
        { id },
        (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, items: change(page.items) })) },
      );
    },
    /** Appends an answer, unless there are pages to load before it. */
    addAnswer(answer: Answer) {
      utils.question.answers.setInfiniteData({ id }, (data) => {
        const last = data?.pages.at(-1);
        if (!data || !last || last.nextCursor) return data;
        return { ...data, pages: [...data.pages.slice(0, -1), { ...last, items: [...last.items, answer] }] };
      });
    },
    refetch() {
      utils.question.byId.invalidate({ id });
      utils.question.answers.invalidate({ id });
      utils.question.list.invalidate({ chapter });
    },
  };
}
