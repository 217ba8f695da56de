import type { ComponentType } from "react";
import type { ChapterSlug } from "@/domain/learn";
import { Caches } from "./caches";
import { Csrf } from "./csrf";
import { Identity } from "./identity";
import { NeverTrust } from "./never-trust";
import { OneChannel } from "./one-channel";
import { Origins } from "./origins";
import { OutsideServices } from "./outside-services";
import { Push } from "./push";
import { RealFlow } from "./real-flow";
import { RequestPath } from "./request-path";
import { Testing } from "./testing";
import { ThreeStates } from "./three-states";

/** The text of each chapter, with its pictures and experiments. */
export const BODIES: Partial<Record<ChapterSlug, ComponentType>> = {
  "one-channel": OneChannel,
  origins: Origins,
  identity: Identity,
  "request-path": RequestPath,
  "three-states": ThreeStates,
  "real-flow": RealFlow,
  "never-trust": NeverTrust,
  csrf: Csrf,
  caches: Caches,
  push: Push,
  "outside-services": OutsideServices,
  testing: Testing,
};
