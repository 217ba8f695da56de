import type { ChapterSlug } from "@/domain/learn";
import type { Experiment } from "../experiment";
import { identity } from "./identity";
import { neverTrust } from "./never-trust";
import { oneChannel } from "./one-channel";

/** The experiments of each chapter, in their order. */
export const EXPERIMENTS: Partial<Record<ChapterSlug, readonly Experiment[]>> = {
  "one-channel": oneChannel,
  "never-trust": neverTrust,
  identity,
};

/** @throws Error for a name that no experiment of the chapter has */
export function findExperiment(chapter: ChapterSlug, id: string): Experiment {
  const found = EXPERIMENTS[chapter]?.find((it) => it.id === id);
  if (!found) throw new Error(`The chapter ${chapter} has no experiment ${id}.`);
  return found;
}
