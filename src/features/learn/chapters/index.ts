import type { ComponentType } from "react";
import type { ChapterSlug } from "@/domain/learn";
import { Caches } from "./caches";
import { Csrf } from "./csrf";
import { Identity } from "./identity";
import { Limits } from "./limits";
import { NeverTrust } from "./never-trust";
import { OneChannel } from "./one-channel";
import { Identity, Identity } from "./identity";
import { NeverTrust, NeverTrust, NeverTrust } from "./never-trust";
import { OneChannel, OneChannel } from "./one-channel";
import { Origins } from "./origins";
import { Push } from "./push";
import { RealFlow } from "./real-flow";
import { RequestPath } from "./request-path";
import { ThreeStates } from "./three-states";
import { WritingOnce } from "./writing-once";

/** The text of each chapter, with its pictures and experiments. */
export const BODIES: Partial<Record<ChapterSlug, ComponentType>> = {
  "writing-once": WritingOnce,
  limits: Limits,
  csrf: Csrf,
  "one-channel": OneChannel,
  caches: Caches,
  push: Push,
  "never-trust": NeverTrust,
  identity: Identity,
  origins: Origins,
  "request-path": RequestPath,
  "three-states": ThreeStates,
  "real-flow": RealFlow,
};
