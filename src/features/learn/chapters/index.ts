import type { ComponentType } from "react";
import type { ChapterSlug } from "@/domain/learn";
import { Caches } from "./caches";
import { Csrf } from "./csrf";
import { Identity, Identity } from "./identity";
import { NeverTrust, NeverTrust, NeverTrust } from "./never-trust";
import { OneChannel, OneChannel } from "./one-channel";
import { Origins } from "./origins";
import { Push } from "./push";
import { RealFlow } from "./real-flow";
import { RequestPath } from "./request-path";
import { ThreeStates } from "./three-states";

/** The text of each chapter, with its pictures and experiments. */
export const BODIES: Partial<Record<ChapterSlug, ComponentType>> = {
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
