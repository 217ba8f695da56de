"use client";
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useMemo } from "react";
import type { ChapterSlug } from "@/domain/learn";
import {
  completeChapter,
  completedOf,
  isVisitedLast,
  mergeProgress,
  percentOf,
  stoppedAt,
  undoChapter,
  visitChapter,
} from "@/domain/progress";
import type { ChapterProgress } from "@/domain/progress.schema";
import { toast } from "@/shell/toast";
import { addExperiment } from "./local-progress";
import { updateLocal, useLocal } from "./local-store";
import { useAccountProgress } from "./use-account-progress";
import { useCarryOver } from "./use-carry-over";

const ProgressContext = createContext<ReturnType<typeof useReaderProgress> | null>(null);

/** The progress of the reader, for the pages of the explainer. @param viewerId undefined for a guest */
export function ProgressProvider({ viewerId, children }: { viewerId: string | undefined; children: ReactNode }) {
  useCarryOver(viewerId);
  const progress = useReaderProgress(viewerId);
  return <ProgressContext value={progress}>{children}</ProgressContext>;
}

/** The reader's progress, which is in the account, or of a guest in this browser. Writes show at once. */
export function useProgress() {
  const progress = use(ProgressContext);
  if (!progress) throw new Error("useProgress needs a ProgressProvider around it.");
  return progress;
}

/** Notes that the reader is at a chapter. */
export function useVisit(chapter: ChapterSlug) {
  const { visit } = useProgress();
  const note = useEffectEvent(visit);
  useEffect(() => note(chapter), [chapter]);
}

function useGuestProgress() {
  const update = (change: (chapters: readonly ChapterProgress[]) => readonly ChapterProgress[]) =>
    updateLocal(undefined, (local) => ({ ...local, chapters: change(local.chapters) }));
  return {
    chapters: useLocal(undefined).chapters,
    complete: (chapter: ChapterSlug) => update((chapters) => completeChapter(chapters, chapter, new Date())),
    undo: (chapter: ChapterSlug) => update((chapters) => undoChapter(chapters, chapter)),
    visit: (chapter: ChapterSlug) => update((chapters) => visitChapter(chapters, chapter, new Date())),
  };
}

function useReaderProgress(viewerId: string | undefined) {
  const isGuest = viewerId === undefined;
  const local = useLocal(viewerId);
  const [guest, account] = [useGuestProgress(), useAccountProgress(viewerId)];
  const { chapters: own, complete, undo, visit } = isGuest ? guest : account;
  // What is on its way to the account is part of it already.
  const chapters = useMemo(() => mergeProgress(own, local.chapters), [own, local.chapters]);
  const completed = completedOf(chapters);

  return {
    completed,
    percent: percentOf(chapters),
    /** The chapter to continue with; null if all are complete. */
    stoppedAt: stoppedAt(chapters),
    /** Whether any chapter was visited. */
    hasStarted: chapters.length > 0,
    isGuest,
    complete,
    undo,
    visit(chapter: ChapterSlug) {
      if (!isVisitedLast(chapters, chapter)) visit(chapter);
    },
    /** Call it when an experiment was done: with the last one of `all` in its chapter, the chapter is complete. */
    countExperiment(chapter: ChapterSlug, id: string, all: readonly string[]) {
      let isLast = false;
      updateLocal(viewerId, (current) => {
        const next = addExperiment(current, chapter, id);
        isLast = next !== current && all.every((it) => next.experiments[chapter]?.includes(it));
        return next;
      });
      if (!isLast || completed.has(chapter)) return;
      complete(chapter);
      toast.success("Chapter complete");
    },
  };
}
