import type { TopicHandler } from "@/shell/topic";

/** Threads with new answers or marks, and those that were changed elsewhere. */
export const questionTopic: TopicHandler = {
  onChange(id, { utils }) {
    utils.question.list.invalidate();
    utils.question.byId.invalidate({ id });
    utils.question.answers.invalidate({ id });
  },
  onMissed({ utils }) {
    utils.question.invalidate();
  },
};
