import type { ChapterSlug } from "@/domain/learn";
import { isChapter, mergeProgress, readProgress } from "@/domain/progress";
import type { ChapterProgress } from "@/domain/progress.schema";

/** What a browser keeps of a reader. */
export type LocalProgress = {
  /** Of a guest, all chapters; of a user, those that the account doesn't have yet. */
  chapters: readonly ChapterProgress[];
  /** By chapter, the experiments that were done. */
  experiments: Partial<Record<ChapterSlug, readonly string[]>>;
};

export const EMPTY: LocalProgress = { chapters: [], experiments: {} };

export const isEmpty = ({ chapters, experiments }: LocalProgress): boolean =>
  chapters.length === 0 && Object.keys(experiments).length === 0;

/** Adds an experiment that was done; once more, it changes nothing. */
export function addExperiment(local: LocalProgress, chapter: ChapterSlug, id: string): LocalProgress {
  const known = local.experiments[chapter] ?? [];
  if (known.includes(id)) return local;
  return { ...local, experiments: { ...local.experiments, [chapter]: [...known, id] } };
}

/** All chapters and experiments of both. */
export function mergeLocal(local: LocalProgress, added: LocalProgress): LocalProgress {
  let merged: LocalProgress = { ...local, chapters: mergeProgress(local.chapters, added.chapters) };
  for (const [chapter, ids] of Object.entries(added.experiments) as [ChapterSlug, string[]][]) {
    for (const id of ids) merged = addExperiment(merged, chapter, id);
  }
  return merged;
}

/** Reads what the storage has; what is not valid is dropped. */
export function readLocal(text: string | null): LocalProgress {
  try {
    const { chapters, experiments } = Object(JSON.parse(text ?? "{}"));
    const done = Object.entries(Object(experiments)).filter(([chapter]) => isChapter(chapter));
    const ids = (it: unknown) => (Array.isArray(it) ? it.filter((id) => typeof id === "string") : []);
    return {
      chapters: readProgress(chapters),
      experiments: Object.fromEntries(done.map(([chapter, it]) => [chapter, ids(it)])),
    };
  } catch {
    return EMPTY;
  }
}
