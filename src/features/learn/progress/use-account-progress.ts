"use client";
import { useMutationState } from "@tanstack/react-query";
import type { ChapterSlug } from "@/domain/learn";
import { completeChapter, completedOf, undoChapter, visitChapter } from "@/domain/progress";
import type { Progress } from "@/domain/progress.schema";
import { toast } from "@/shell/toast";
import { api, errorMessage } from "@/trpc/client";
import { markOwnChange } from "@/trpc/own-changes";

/** One after the other, so that the last answer has all of them. */
export const PROGRESS_SCOPE = { id: "progress" };

const CHANGES = { complete: completeChapter, undo: undoChapter, visit: visitChapter };
type Change = { name: keyof typeof CHANGES; chapter: ChapterSlug; at: Date };

/** The writes of this tab that the server has not answered. */
const usePending = () =>
  useMutationState<Change>({
    filters: { mutationKey: [["progress"]], status: "pending" },
    select: ({ options, state }) => ({
      name: (options.mutationKey as [[string, Change["name"]]])[0][1],
      chapter: (state.variables as { chapter: ChapterSlug }).chapter,
      at: new Date(state.submittedAt),
    }),
  }).filter(({ name }) => name in CHANGES);

/** Puts the answer to a write into the cache. */
export function useReceiveProgress(viewerId: string | undefined) {
  const utils = api.useUtils();
  return async function receive(progress: Progress) {
    await utils.progress.get.cancel(); // its answer may be older
    const before = utils.progress.get.getData()?.chapters ?? [];
    utils.progress.get.setData(undefined, progress);
    if (!viewerId || JSON.stringify(before) === JSON.stringify(progress.chapters)) return; // no change was recorded
    markOwnChange("progress", viewerId);
    const isCounted = [...completedOf(before)].join() !== [...completedOf(progress.chapters)].join();
    if (isCounted) utils.progress.counts.invalidate();
  };
}

/** The progress of a signed-in reader. A write shows at once; if the server refuses it, it no longer does. */
export function useAccountProgress(viewerId: string | undefined) {
  const { data } = api.progress.get.useQuery(undefined, { enabled: viewerId !== undefined, throwOnError: false });
  const onSuccess = useReceiveProgress(viewerId);
  const onError = (error: unknown) => void toast.error(errorMessage(error));
  const complete = api.progress.complete.useMutation({ scope: PROGRESS_SCOPE, onSuccess, onError });
  const undo = api.progress.undo.useMutation({ scope: PROGRESS_SCOPE, onSuccess, onError });
  const visit = api.progress.visit.useMutation({ scope: PROGRESS_SCOPE, onSuccess }); // the reader has not asked for it
  const chapters = usePending().reduce(
    (entries, { name, chapter, at }) => CHANGES[name](entries, chapter, at),
    data?.chapters ?? [],
  );
  return {
    chapters,
    complete: (chapter: ChapterSlug) => complete.mutate({ chapter }),
    undo: (chapter: ChapterSlug) => undo.mutate({ chapter }),
    visit: (chapter: ChapterSlug) => visit.mutate({ chapter }),
  };
}
