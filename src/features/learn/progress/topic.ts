import type { TopicHandler } from "@/shell/topic";

/** Chapters that were completed or visited elsewhere. */
export const progressTopic: TopicHandler = {
  onChange: (_id, { utils }) => void utils.progress.invalidate(),
  onMissed: ({ utils }) => void utils.progress.invalidate(),
};
