import type { Topic } from "@/domain/change";
import type { TopicHandler } from "@/shell/topic";
import { progressTopic } from "./learn/progress/topic";
import { orderTopic } from "./order/topic";
import { questionTopic } from "./question/topic";
import { tokenTopic } from "./token/topic";

/** The handler of each topic of the change stream. */
export const topics: Record<Topic, TopicHandler> = {
  order: orderTopic,
  progress: progressTopic,
  question: questionTopic,
  token: tokenTopic,
};
