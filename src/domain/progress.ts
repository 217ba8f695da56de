/** A reader's progress in the explainer: the chapters that were visited or completed. Every change returns a new list. */
import { CHAPTERS, type ChapterSlug, findChapter } from "./learn";

type Entry = { chapter: ChapterSlug; visitedAt: Date; completedAt: Date | null };

export const isChapter = (slug: unknown): slug is ChapterSlug => typeof slug === "string" && findChapter(slug) !== null;

const later = (a: Date, b: Date) => (a > b ? a : b);
const earlier = (a: Date | null, b: Date | null) => (a && b ? (a < b ? a : b) : (a ?? b));

/** The union of both: of each chapter the latest visit and the earliest completion, so that nothing is lost. */
export function mergeProgress(entries: readonly Entry[], added: readonly Entry[]): Entry[] {
  const merged = new Map(entries.map((entry) => [entry.chapter, entry]));
  for (const { chapter, visitedAt, completedAt } of added) {
    const known = merged.get(chapter);
    merged.set(chapter, {
      chapter,
      visitedAt: known ? later(known.visitedAt, visitedAt) : visitedAt,
      completedAt: earlier(known?.completedAt ?? null, completedAt),
    });
  }
  return [...merged.values()];
}

export const visitChapter = (entries: readonly Entry[], chapter: ChapterSlug, at: Date) =>
  mergeProgress(entries, [{ chapter, visitedAt: at, completedAt: null }]);

/** A chapter that is complete stays as it is. */
export function completeChapter(entries: readonly Entry[], chapter: ChapterSlug, at: Date): Entry[] {
  const visitedAt = entries.find((entry) => entry.chapter === chapter)?.visitedAt ?? at;
  return mergeProgress(entries, [{ chapter, visitedAt, completedAt: at }]);
}

/** The chapter is no longer complete, but still visited. */
export const undoChapter = (entries: readonly Entry[], chapter: ChapterSlug): Entry[] =>
  entries.map((entry) => (entry.chapter === chapter ? { ...entry, completedAt: null } : entry));

const latestFirst = (entries: readonly Entry[]) =>
  entries.toSorted((a, b) => b.visitedAt.getTime() - a.visitedAt.getTime());

/** Whether this chapter was visited last: then another visit changes nothing. */
export const isVisitedLast = (entries: readonly Entry[], chapter: ChapterSlug): boolean =>
  latestFirst(entries)[0]?.chapter === chapter;

export const completedOf = (entries: readonly Entry[]): Set<ChapterSlug> =>
  new Set(entries.filter(({ completedAt }) => completedAt).map(({ chapter }) => chapter));

/** Of all chapters, rounded down: 100 means that all are complete. */
export const percentOf = (entries: readonly Entry[]): number =>
  Math.floor((100 * completedOf(entries).size) / CHAPTERS.length);

/**
 * Where the reader has stopped: the last visited chapter that is not complete, or else the next one after the last visited
 * that is not; null if all are complete.
 */
export function stoppedAt(entries: readonly Entry[]): ChapterSlug | null {
  const visited = latestFirst(entries);
  const open = visited.find(({ completedAt }) => !completedAt);
  if (open) return open.chapter;
  const completed = completedOf(entries);
  const next = CHAPTERS.findIndex(({ slug }) => slug === visited[0]?.chapter) + 1;
  const chapters = [...CHAPTERS.slice(next), ...CHAPTERS.slice(0, next)];
  return chapters.find(({ slug }) => !completed.has(slug))?.slug ?? null;
}

/** What a reader is shown, with the chapters in their order. */
export const summarizeProgress = <Row extends Entry>(entries: readonly Row[]) => ({
  chapters: CHAPTERS.flatMap(({ slug }) => entries.find(({ chapter }) => chapter === slug) ?? []),
  percent: percentOf(entries),
  stoppedAt: stoppedAt(entries),
});

/** No chapter was read before. */
const EARLIEST = Date.UTC(2026, 0, 1);

/** Times from a browser's clock, which may be wrong: none in the future, none before there was an explainer. */
export function plausibleTimes(entries: readonly Entry[], now: Date): Entry[] {
  const plausible = (time: Date) => new Date(Math.max(EARLIEST, Math.min(time.getTime(), now.getTime())));
  return entries.map(({ chapter, visitedAt, completedAt }) => ({
    chapter,
    visitedAt: plausible(visitedAt),
    completedAt: completedAt && plausible(completedAt),
  }));
}

/** Whether the API accepts a time: with a year of four digits (RFC 3339). It would refuse all entries because of one. */
const isTime = (time: Date) => /^\d{4}-/.test(time.toJSON() ?? "");

/** Reads progress from browser storage; invalid entries are dropped. */
export function readProgress(stored: unknown): Entry[] {
  const entries = (Array.isArray(stored) ? stored : []).flatMap((it): Entry[] => {
    const { chapter, visitedAt, completedAt } = Object(it) as Record<string, unknown>;
    const [visit, completion] = [new Date(String(visitedAt)), completedAt ? new Date(String(completedAt)) : null];
    const isValid = isChapter(chapter) && isTime(visit) && (completion === null || isTime(completion));
    return isValid ? [{ chapter, visitedAt: visit, completedAt: completion }] : [];
  });
  return mergeProgress([], entries);
}
