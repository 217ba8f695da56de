import type { ComponentType } from "react";
import type { ChapterSlug } from "@/domain/learn";
import { Caches } from "./caches";
import { Contract } from "./contract";
import { Csrf } from "./csrf";
import { Identity } from "./identity";
import { Limits } from "./limits";
import { NeverTrust } from "./never-trust";
import { OneChannel } from "./one-channel";
import { Origins } from "./origins";
import { OutsideServices } from "./outside-services";
import { Push } from "./push";
import { RealFlow } from "./real-flow";
import { RequestPath } from "./request-path";
import { RestAndRpc } from "./rest-and-rpc";
import { Testing } from "./testing";
import { ThreeStates } from "./three-states";
import { WritingOnce } from "./writing-once";

/** The text of each chapter, with its pictures and experiments. */
export const BODIES: Record<ChapterSlug, ComponentType> = {
  "one-channel": OneChannel,
  origins: Origins,
  "rest-and-rpc": RestAndRpc,
  contract: Contract,
  identity: Identity,
  "request-path": RequestPath,
  "three-states": ThreeStates,
  "real-flow": RealFlow,
  "never-trust": NeverTrust,
  csrf: Csrf,
  limits: Limits,
  "writing-once": WritingOnce,
  caches: Caches,
  push: Push,
  "outside-services": OutsideServices,
  testing: Testing,
};
