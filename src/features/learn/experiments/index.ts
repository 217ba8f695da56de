import type { ChapterSlug } from "@/domain/learn";
import type { Experiment } from "../experiment";
import { caches } from "./caches";
import { contract } from "./contract";
import { csrf } from "./csrf";
import { identity } from "./identity";
import { limits } from "./limits";
import { neverTrust } from "./never-trust";
import { oneChannel } from "./one-channel";
import { origins } from "./origins";
import { outsideServices } from "./outside-services";
import { push } from "./push";
import { realFlow } from "./real-flow";
import { requestPath } from "./request-path";
import { restAndRpc } from "./rest-and-rpc";
import { testing } from "./testing";
import { threeStates } from "./three-states";
import { writingOnce } from "./writing-once";

/** The experiments of each chapter, in their order. */
export const EXPERIMENTS: Record<ChapterSlug, readonly Experiment[]> = {
  "one-channel": oneChannel,
  origins,
  "rest-and-rpc": restAndRpc,
  contract,
  identity,
  "request-path": requestPath,
  "three-states": threeStates,
  "real-flow": realFlow,
  "never-trust": neverTrust,
  csrf,
  limits,
  "writing-once": writingOnce,
  caches,
  push,
  "outside-services": outsideServices,
  testing,
};

/** @throws Error for a name that no experiment of the chapter has */
export function findExperiment(chapter: ChapterSlug, id: string): Experiment {
  const found = EXPERIMENTS[chapter].find((it) => it.id === id);
  if (!found) throw new Error(`The chapter ${chapter} has no experiment ${id}.`);
  return found;
}
