import type { ComponentType } from "react";
import type { ChapterSlug } from "@/domain/learn";
import { OneChannel } from "./one-channel";
import { Origins } from "./origins";
import { RestAndRpc } from "./rest-and-rpc";

/** The text of each chapter, with its pictures and experiments. */
export const BODIES: Partial<Record<ChapterSlug, ComponentType>> = {
  "one-channel": OneChannel,
  origins: Origins,
  "rest-and-rpc": RestAndRpc,
};
