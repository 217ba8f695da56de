import type { TopicHandler } from "@/shell/topic";

/** Tokens that were created or revoked elsewhere. */
export const tokenTopic: TopicHandler = {
  onChange: (_id, { utils }) => void utils.token.list.invalidate(),
  onMissed: ({ utils }) => void utils.token.list.invalidate(),
};
