import "server-only";
import { MergeProgress, OneChapter, Progress, ProgressCounts } from "@/domain/progress.schema";
import { protectedProcedure, publicProcedure, router } from "@/server/core/procedures";
import {
  completeChapter,
  countReaders,
  getProgress,
  mergeProgress,
  undoChapter,
  visitChapter,
} from "@/server/services/progress";

/** Progress in the explainer (`/learn`). Every write may be repeated, and returns the whole progress. */
export const progressRouter = router({
  get: protectedProcedure
    .meta({
      scope: "progress:read",
      rest: { name: "getProgress", method: "GET", path: "/progress", summary: "My progress in the explainer" },
    })
    .output(Progress)
    .query(({ ctx }) => getProgress(ctx.principal.userId)),

  counts: publicProcedure
    .meta({
      scope: "progress:read",
      limit: "browse",
      rest: {
        name: "countReaders",
        method: "GET",
        path: "/progress/counts",
        summary: "How many readers have completed each chapter",
        etag: "content",
      },
    })
    .output(ProgressCounts)
    .query(() => countReaders()),

  visit: protectedProcedure
    .meta({
      scope: "progress:write",
      rest: {
        name: "visitChapter",
        method: "POST",
        path: "/progress/{chapter}/visits",
        summary: "Note that I am reading a chapter",
        result: "Visit noted",
      },
    })
    .input(OneChapter)
    .output(Progress)
    .mutation(({ ctx, input }) => visitChapter(ctx.principal.userId, input.chapter)),

  complete: protectedProcedure
    .meta({
      scope: "progress:write",
      rest: {
        name: "completeChapter",
        method: "POST",
        path: "/progress/{chapter}",
        summary: "Mark a chapter as complete",
        result: "Chapter complete",
        description: "A chapter that is complete stays as it is.",
      },
    })
    .input(OneChapter)
    .output(Progress)
    .mutation(({ ctx, input }) => completeChapter(ctx.principal.userId, input.chapter)),

  undo: protectedProcedure
    .meta({
      scope: "progress:write",
      rest: {
        name: "undoChapter",
        method: "DELETE",
        path: "/progress/{chapter}",
        summary: "Mark a chapter as not complete",
        result: "Chapter not complete",
        description: "The chapter stays visited.",
      },
    })
    .input(OneChapter)
    .output(Progress)
    .mutation(({ ctx, input }) => undoChapter(ctx.principal.userId, input.chapter)),

  merge: protectedProcedure
    .meta({
      scope: "progress:write",
      rest: {
        name: "mergeProgress",
        method: "POST",
        path: "/progress",
        summary: "Add progress that was made elsewhere",
        result: "Progress added",
        description: "Of each chapter, the earliest completion and the latest visit stay: nothing is lost.",
      },
    })
    .input(MergeProgress)
    .output(Progress)
    .mutation(({ ctx, input }) => mergeProgress(ctx.principal.userId, input)),
});
