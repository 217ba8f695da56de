import type { ComponentType } from "react";
import type { ChapterSlug } from "@/domain/learn";
import { Identity } from "./identity";
import { NeverTrust } from "./never-trust";
import { OneChannel } from "./one-channel";

/** The text of each chapter, with its pictures and experiments. */
export const BODIES: Partial<Record<ChapterSlug, ComponentType>> = {
  "one-channel": OneChannel,
  "never-trust": NeverTrust,
  identity: Identity,
};
