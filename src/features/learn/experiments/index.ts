import type { ChapterSlug } from "@/domain/learn";
import type { Experiment } from "../experiment";
import { oneChannel } from "./one-channel";
import { origins } from "./origins";
import { restAndRpc } from "./rest-and-rpc";

/** The experiments of each chapter, in their order. */
export const EXPERIMENTS: Partial<Record<ChapterSlug, readonly Experiment[]>> = {
  "one-channel": oneChannel,
  origins,
  "rest-and-rpc": restAndRpc,
};

/** @throws Error for a name that no experiment of the chapter has */
export function findExperiment(chapter: ChapterSlug, id: string): Experiment {
  const found = EXPERIMENTS[chapter]?.find((it) => it.id === id);
  if (!found) throw new Error(`The chapter ${chapter} has no experiment ${id}.`);
  return found;
}
