import { z } from "zod";
import { CHAPTERS, type ChapterSlug } from "./learn";

const slugs = CHAPTERS.map(({ slug }) => slug) as [ChapterSlug, ...ChapterSlug[]];
const visitedAt = "2026-03-04T14:05:00.000Z";
const completedAt = "2026-03-04T14:09:00.000Z";
const example = { chapter: slugs[0], visitedAt, completedAt };

const Chapter = z.enum(slugs).meta({ description: "The name of a chapter.", examples: [slugs[0]] });

/** A chapter that was visited, and perhaps completed. */
export const ChapterProgress = z
  .object({ chapter: Chapter, visitedAt: z.date(), completedAt: z.date().nullable() })
  .meta({ id: "ChapterProgress", examples: [example] });
export type ChapterProgress = z.output<typeof ChapterProgress>;

export const Progress = z
  .object({
    chapters: z.array(ChapterProgress).meta({ description: "Those that were visited, in the order of the explainer." }),
    percent: z.number().int().min(0).max(100).meta({ description: "Of all chapters, those that are complete." }),
    stoppedAt: Chapter.nullable().meta({ description: "The chapter to continue with; null if all are complete." }),
  })
  .meta({ id: "Progress", examples: [{ chapters: [example], percent: 6, stoppedAt: slugs[1] }] });
export type Progress = z.output<typeof Progress>;

/** For each chapter, how many readers have completed it. */
export const ProgressCounts = z
  .object({ items: z.array(z.object({ chapter: Chapter, readers: z.number().int().min(0) })) })
  .meta({ id: "ProgressCounts", examples: [{ items: [{ chapter: slugs[0], readers: 12 }] }] });
export type ProgressCounts = z.output<typeof ProgressCounts>;

export const OneChapter = z.object({ chapter: Chapter });

/** As JSON has it: also over tRPC. */
const Time = z.iso.datetime().transform((text) => new Date(text));

/** What a guest's browser has kept. */
export const MergeProgress = z
  .object({
    chapters: z
      .array(z.object({ chapter: Chapter, visitedAt: Time, completedAt: Time.nullable() }))
      .min(1)
      .max(slugs.length),
  })
  .meta({ examples: [{ chapters: [example] }] });
export type MergeProgress = z.output<typeof MergeProgress>;
