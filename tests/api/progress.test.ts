/** progress.*: completing, visiting and merging chapters of the explainer. */
import { describe, expect, it, vi } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import { CHAPTERS, type ChapterSlug } from "@/domain/learn";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { callerOf, makePrincipal, makeProduct, makeSandbox } from "../setup/factories";
import { readSection } from "../setup/pages";
import { countWaiting } from "./waiting";

const slugs = CHAPTERS.map((chapter) => chapter.slug);
const slug = (index: number): ChapterSlug => (CHAPTERS.at(index) ?? CHAPTERS[0]).slug;
const [first, second, third] = [slug(0), slug(1), slug(2)];

const progressOf = (user: Principal) => callerOf(user).progress;
const completedIn = (progress: { chapters: { chapter: string; completedAt: Date | null }[] }) =>
  progress.chapters.filter(({ completedAt }) => completedAt).map(({ chapter }) => chapter);
const readersOf = async (chapter: string) =>
  (await callerOf(null).progress.counts()).items.find((it) => it.chapter === chapter)?.readers ?? 0;
const changesOf = ({ userId }: Principal) => db.change.count({ where: { userId, topic: "progress" } });

const minutesAgo = (minutes: number) => new Date(Date.now() - 60_000 * minutes).toISOString();
const guest = (chapter: ChapterSlug, visitedAt: string, completedAt: string | null = null) => ({
  chapter,
  visitedAt,
  completedAt,
});

describe("progress.get", () => {
  it("is empty at first, and begins with the first chapter", async () => {
    const progress = await progressOf(await makePrincipal()).get();
    expect(progress).toEqual({ chapters: [], percent: 0, stoppedAt: first });
  });

  it("has nothing of other readers", async () => {
    const [reader, other] = [await makePrincipal(), await makePrincipal()];
    await progressOf(reader).complete({ chapter: first });
    await progressOf(reader).visit({ chapter: second });
    await progressOf(other).complete({ chapter: third });
    await progressOf(other).undo({ chapter: first });
    await progressOf(other).merge({ chapters: [guest(second, minutesAgo(1), minutesAgo(1))] });
    const { chapters, stoppedAt } = await progressOf(reader).get();
    expect(chapters).toMatchObject([
      { chapter: first, completedAt: expect.any(Date) },
      { chapter: second, completedAt: null },
    ]);
    expect(stoppedAt).toBe(second);
  });

  it("leaves out a chapter that the explainer no longer has", async () => {
    const reader = await makePrincipal();
    const now = new Date();
    await db.chapterProgress.create({
      data: { userId: reader.userId, chapter: "a-former-chapter", visitedAt: now, completedAt: now },
    });
    expect(await progressOf(reader).get()).toMatchObject({ chapters: [], percent: 0 });
    expect((await callerOf(null).progress.counts()).items).toHaveLength(CHAPTERS.length);
  });
});

describe("progress.complete and progress.undo", () => {
  it("all chapters complete are 100 percent, with nothing to continue", async () => {
    const { complete, get } = progressOf(await makePrincipal());
    for (const chapter of slugs) await complete({ chapter });
    expect(await get()).toMatchObject({ percent: 100, stoppedAt: null });
  });

  it("repeated, they change nothing and record no change", async () => {
    const reader = await makePrincipal();
    const { complete, undo } = progressOf(reader);
    const completed = await complete({ chapter: first });
    expect(await complete({ chapter: first })).toEqual(completed);
    expect(await changesOf(reader)).toBe(1);
    const undone = await undo({ chapter: first });
    expect(completedIn(undone)).toEqual([]);
    expect(await undo({ chapter: first })).toEqual(undone);
    expect(await undo({ chapter: second })).toEqual(undone);
    expect(await changesOf(reader)).toBe(2);
  });

  it("completed by 10 parallel calls: one change, one reader more", async () => {
    const reader = await makePrincipal();
    const before = await readersOf(third);
    await Promise.all(Array.from({ length: 10 }, () => progressOf(reader).complete({ chapter: third })));
    expect(await changesOf(reader)).toBe(1);
    expect(await readersOf(third)).toBe(before + 1);
  });

  it("16 chapters completed in parallel: all are complete", async () => {
    const { complete, get } = progressOf(await makePrincipal());
    await Promise.all(slugs.map((chapter) => complete({ chapter })));
    expect((await get()).percent).toBe(100);
  });

  it.each(["no-such-chapter", "", "__proto__", "ONE-CHANNEL"])("rejects the unknown chapter %j", async (chapter) => {
    const { complete, undo, visit } = progressOf(await makePrincipal());
    for (const call of [complete, undo, visit]) {
      await expect(call({ chapter: chapter as never })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
  });
});

describe("progress.visit", () => {
  it("moves to where the reader has stopped; a repeated visit records no change", async () => {
    const reader = await makePrincipal();
    const { visit } = progressOf(reader);
    expect((await visit({ chapter: third })).stoppedAt).toBe(third);
    const visited = await visit({ chapter: second });
    expect(visited.stoppedAt).toBe(second);
    await progressOf(await makePrincipal()).visit({ chapter: third });
    expect(await visit({ chapter: second })).toEqual(visited);
    expect(await changesOf(reader)).toBe(2);
    expect((await visit({ chapter: third })).stoppedAt).toBe(third);
  });

  it("keeps a chapter complete", async () => {
    const { complete, visit } = progressOf(await makePrincipal());
    const { chapters } = await complete({ chapter: first });
    await complete({ chapter: second });
    const visited = await visit({ chapter: first });
    expect(completedIn(visited)).toEqual([first, second]);
    expect(visited.chapters[0]?.completedAt).toEqual(chapters[0]?.completedAt);
  });
});

describe("progress.merge", () => {
  it("keeps the union, the earliest completion and the latest visit", async () => {
    const reader = await makePrincipal();
    const { complete, merge } = progressOf(reader);
    const before = await complete({ chapter: first });
    await complete({ chapter: second });
    const early = minutesAgo(10);
    const merged = await merge({ chapters: [guest(first, early, early), guest(third, minutesAgo(5), minutesAgo(4))] });
    expect(completedIn(merged)).toEqual([first, second, third]);
    expect(merged.chapters[0]).toEqual({ ...before.chapters[0], completedAt: new Date(early) });
    expect(await changesOf(reader)).toBe(3);
  });

  it("takes no completion away, and moves none to a later time", async () => {
    const { complete, merge } = progressOf(await makePrincipal());
    const [before] = (await complete({ chapter: first })).chapters;
    const later = minutesAgo(-1); // taken as now
    for (const completedAt of [null, later]) {
      const [entry] = (await merge({ chapters: [guest(first, later, completedAt)] })).chapters;
      expect(entry?.completedAt).toEqual(before?.completedAt);
      expect(entry?.visitedAt.getTime()).toBeGreaterThan(before?.visitedAt.getTime() ?? 0);
    }
  });

  it("repeated, it changes nothing and records no change", async () => {
    const reader = await makePrincipal();
    const input = { chapters: [guest(first, minutesAgo(3), minutesAgo(2)), guest(second, minutesAgo(1))] };
    const merged = await progressOf(reader).merge(input);
    expect(await progressOf(reader).merge(input)).toEqual(merged);
    expect(await changesOf(reader)).toBe(1);
  });

  it("in parallel with other merges and completions loses nothing", async () => {
    const { complete, merge, get } = progressOf(await makePrincipal());
    const time = minutesAgo(1);
    await Promise.all([
      ...slugs.slice(0, 6).map((chapter) => complete({ chapter })),
      merge({ chapters: slugs.slice(4, 12).map((chapter) => guest(chapter, time, time)) }),
      merge({
        chapters: slugs
          .slice(8)
          .toReversed()
          .map((chapter) => guest(chapter, time, time)),
      }),
    ]);
    expect((await get()).percent).toBe(100);
  });

  it("takes a chapter that is named twice as one", async () => {
    const early = minutesAgo(9);
    const chapters = [guest(first, minutesAgo(3), minutesAgo(3)), guest(first, minutesAgo(8), early)];
    const merged = await progressOf(await makePrincipal()).merge({ chapters });
    expect(merged.chapters).toMatchObject([{ chapter: first, completedAt: new Date(early) }]);
  });

  it("a wrong clock moves no time into the future or before the explainer", async () => {
    const { merge, visit } = progressOf(await makePrincipal());
    const chapters = [guest(first, "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"), guest(second, minutesAgo(1))];
    const [entry] = (await merge({ chapters })).chapters;
    expect(entry?.visitedAt.getTime()).toBeLessThanOrEqual(Date.now());
    expect(entry?.completedAt?.getUTCFullYear()).toBe(2026);
    expect((await visit({ chapter: second })).stoppedAt).toBe(second);
  });

  it("accepts as many chapters as there are, and valid times only", async () => {
    const { merge } = progressOf(await makePrincipal());
    const one = guest(first, minutesAgo(1));
    const wrong = [
      [],
      Array.from({ length: CHAPTERS.length + 1 }, () => one),
      [{ ...one, visitedAt: "yesterday" }],
      [{ ...one, completedAt: 0 }],
      [{ ...one, chapter: "no-such-chapter" }],
    ];
    for (const chapters of wrong) {
      await expect(merge({ chapters: chapters as never })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
    await merge({ chapters: slugs.map((chapter) => guest(chapter, minutesAgo(1))) });
  });
});

describe("progress.counts", () => {
  it("counts completions, not visits, and no longer those that were undone", async () => {
    const chapter = slug(10);
    const before = await readersOf(chapter);
    const [reader, other] = [await makePrincipal(), await makePrincipal()];
    await progressOf(reader).visit({ chapter });
    expect(await readersOf(chapter)).toBe(before);
    await progressOf(reader).complete({ chapter });
    await progressOf(other).merge({ chapters: [guest(chapter, minutesAgo(1), minutesAgo(1))] });
    expect(await readersOf(chapter)).toBe(before + 2);
    await progressOf(reader).undo({ chapter });
    expect(await readersOf(chapter)).toBe(before + 1);
  });

  it("does not count a sandbox", async () => {
    const chapter = slug(11);
    const before = await readersOf(chapter);
    await makeProduct({ stock: 100 });
    const { principal } = await makeSandbox();
    await progressOf(principal).complete({ chapter });
    expect(await readersOf(chapter)).toBe(before);
  });

  it("has every chapter, in the order of the explainer", async () => {
    const { items } = await callerOf(null).progress.counts();
    expect(items.map(({ chapter }) => chapter)).toEqual(slugs);
  });
});

describe("personal data", () => {
  const remove = (user: Principal) => callerOf(user).account.delete({ confirm: DELETION_WORDS });

  it("the export has the progress of its user only", async () => {
    const [reader, other] = [await makePrincipal(), await makePrincipal()];
    const { chapters } = await progressOf(reader).complete({ chapter: first });
    await progressOf(other).complete({ chapter: second });
    expect(await readSection(reader, "progress")).toEqual(chapters);
  });

  it("the deletion of an account deletes its progress, and no other", async () => {
    const [reader, other] = [await makePrincipal(), await makePrincipal()];
    for (const user of [reader, other]) await progressOf(user).complete({ chapter: first });
    await remove(reader);
    expect(await db.chapterProgress.count({ where: { userId: reader.userId } })).toBe(0);
    expect(await db.chapterProgress.count({ where: { userId: other.userId } })).toBe(1);
  });

  it("a write that waits for the deletion of the account leaves nothing", async () => {
    const reader = await makePrincipal();
    const time = minutesAgo(1);
    const { complete, visit, merge } = progressOf(reader);
    const writes = await db.$transaction(
      async (tx) => {
        await tx.user.update({ where: { id: reader.userId }, data: { deletedAt: new Date() } });
        const waiting = [
          complete({ chapter: first }),
          visit({ chapter: second }),
          merge({ chapters: [guest(third, time, time)] }),
        ];
        await vi.waitFor(async () => expect(await countWaiting()).toBe(3), { timeout: 50_000 });
        return waiting;
      },
      { timeout: 60_000 },
    );
    await Promise.all(writes);
    expect(await db.chapterProgress.count({ where: { userId: reader.userId } })).toBe(0);
  });
});
