/** Progress in the explainer: percent, where the reader has stopped, merging. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHAPTERS, type ChapterSlug } from "@/domain/learn";
import {
  completeChapter,
  completedOf,
  isVisitedLast,
  mergeProgress,
  percentOf,
  plausibleTimes,
  readProgress,
  stoppedAt,
  summarizeProgress,
  undoChapter,
  visitChapter,
} from "@/domain/progress";

type Entries = ReturnType<typeof mergeProgress>;

const slugs = CHAPTERS.map((chapter) => chapter.slug);
const slug = (index: number): ChapterSlug => (CHAPTERS.at(index) ?? CHAPTERS[0]).slug;
const [first, second, third, fourth] = [slug(0), slug(1), slug(2), slug(3)];
const at = (minute: number) => new Date(Date.UTC(2026, 2, 4, 12, minute));
const allComplete = () =>
  slugs.reduce<Entries>((entries, chapter, index) => completeChapter(entries, chapter, at(index)), []);

describe("percent", () => {
  it("counts completed chapters only, and is 100 for all of them", () => {
    expect(percentOf([])).toBe(0);
    expect(percentOf(visitChapter([], first, at(0)))).toBe(0);
    expect(percentOf(completeChapter([], first, at(0)))).toBe(Math.floor(100 / CHAPTERS.length));
    expect(percentOf(allComplete())).toBe(100);
  });

  it("is below 100 until the last chapter is complete", () => {
    expect(percentOf(undoChapter(allComplete(), third))).toBeLessThan(100);
  });
});

describe("where the reader has stopped", () => {
  it("is the first chapter at the beginning, and nowhere at the end", () => {
    expect(stoppedAt([])).toBe(first);
    expect(stoppedAt(allComplete())).toBeNull();
  });

  it("is the chapter that was visited last, if it is not complete", () => {
    expect(stoppedAt(visitChapter(visitChapter([], third, at(0)), second, at(1)))).toBe(second);
  });

  it("is an earlier visited chapter if the last one is complete", () => {
    const entries = visitChapter(visitChapter([], third, at(0)), second, at(1));
    expect(stoppedAt(completeChapter(entries, second, at(2)))).toBe(third);
  });

  it("is the next incomplete chapter after the last visited one, if all visited ones are complete", () => {
    const entries = completeChapter(completeChapter([], third, at(0)), second, at(1));
    expect(stoppedAt(entries)).toBe(fourth);
  });

  it("begins again at the front if everything after the last visited chapter is complete", () => {
    expect(stoppedAt(completeChapter([], slug(-1), at(0)))).toBe(first);
  });
});

describe("a change of one chapter", () => {
  it("completed twice: the first time stays, and neither is a later visit", () => {
    const once = completeChapter(visitChapter([], first, at(0)), first, at(1));
    expect(completeChapter(once, first, at(2))).toEqual(once);
    expect(once).toEqual([{ chapter: first, visitedAt: at(0), completedAt: at(1) }]);
  });

  it("undone: it is still visited, and others stay complete", () => {
    const both = completeChapter(completeChapter([], first, at(0)), second, at(1));
    const undone = undoChapter(both, first);
    expect([...completedOf(undone)]).toEqual([second]);
    expect(undone).toHaveLength(2);
  });

  it("visited: it is the last one, and stays complete", () => {
    const entries = completeChapter(completeChapter([], first, at(0)), second, at(1));
    expect(isVisitedLast(entries, first)).toBe(false);
    const visited = visitChapter(entries, first, at(2));
    expect(isVisitedLast(visited, first)).toBe(true);
    expect(completedOf(visited)).toEqual(new Set([first, second]));
  });
});

describe("merging", () => {
  const time = fc.integer({ min: 0, max: 59 }).map(at);
  const entry = fc.record({
    chapter: fc.constantFrom(...slugs),
    visitedAt: time,
    completedAt: fc.option(time),
  });
  const entries = fc.uniqueArray(entry, { selector: ({ chapter }) => chapter });

  it("loses no visit and no completion, and keeps the earliest completion", () => {
    fc.assert(
      fc.property(entries, entries, (a, b) => {
        const merged = mergeProgress(a, b);
        for (const { chapter, visitedAt, completedAt } of [...a, ...b]) {
          const found = merged.find((it) => it.chapter === chapter);
          expect(found?.visitedAt.getTime()).toBeGreaterThanOrEqual(visitedAt.getTime());
          if (completedAt) expect(found?.completedAt?.getTime()).toBeLessThanOrEqual(completedAt.getTime());
        }
        expect(completedOf(merged)).toEqual(new Set([...completedOf(a), ...completedOf(b)]));
      }),
    );
  });

  it("gives the same in any order, and merged again changes nothing", () => {
    fc.assert(
      fc.property(entries, entries, (a, b) => {
        const merged = summarizeProgress(mergeProgress(a, b));
        expect(summarizeProgress(mergeProgress(b, a)).chapters).toEqual(merged.chapters);
        expect(mergeProgress(merged.chapters, b)).toEqual(merged.chapters);
      }),
    );
  });
});

describe("progress of a browser", () => {
  it("stored as JSON is read as it was", () => {
    const entries = visitChapter(completeChapter([], first, at(0)), second, at(1));
    expect(readProgress(JSON.parse(JSON.stringify(entries)))).toEqual(entries);
  });

  it.each([
    [null],
    ["progress"],
    [{}],
    [[null, 1, "x", [], {}]],
    [[{ chapter: "no-such-chapter", visitedAt: at(0), completedAt: null }]],
    [[{ chapter: "__proto__", visitedAt: at(0), completedAt: null }]],
    [[{ chapter: first, visitedAt: "yesterday", completedAt: null }]],
    [[{ chapter: first, completedAt: null }]],
    [[{ chapter: first, visitedAt: at(0), completedAt: "soon" }]],
    [[{ chapter: first, visitedAt: "+275760-09-13T00:00:00.000Z", completedAt: null }]],
    [[{ chapter: first, visitedAt: at(0), completedAt: "-000001-01-01T00:00:00.000Z" }]],
  ])("without a valid entry is empty: %j", (stored) => {
    expect(readProgress(stored)).toEqual([]);
  });

  it("has a chapter once, however often it is stored", () => {
    const stored = [second, second].map((chapter) => ({ chapter, visitedAt: at(0).toISOString(), completedAt: null }));
    expect(readProgress(stored)).toHaveLength(1);
  });

  it("of a wrong clock has no time in the future and none before the explainer existed", () => {
    const entries = [{ chapter: first, visitedAt: at(59), completedAt: new Date(0) }];
    const [plausible] = plausibleTimes(entries, at(1));
    expect(plausible).toEqual({ chapter: first, visitedAt: at(1), completedAt: new Date(Date.UTC(2026, 0, 1)) });
  });
});
