import type { ComponentType } from "react";
import type { ChapterSlug } from "@/domain/learn";
import { Csrf } from "./csrf";
import { Identity } from "./identity";
import { Limits } from "./limits";
import { NeverTrust } from "./never-trust";
import { OneChannel } from "./one-channel";
import { WritingOnce } from "./writing-once";

/** The text of each chapter, with its pictures and experiments. */
export const BODIES: Partial<Record<ChapterSlug, ComponentType>> = {
  "writing-once": WritingOnce,
  limits: Limits,
  csrf: Csrf,
  "one-channel": OneChannel,
  "never-trust": NeverTrust,
  identity: Identity,
};
