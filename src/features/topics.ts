import type { Topic } from "@/domain/change";
import type { TopicHandler } from "@/shell/topic";
import { orderTopic } from "./order/topic";
import { questionTopic } from "./question/topic";
import { tokenTopic } from "./token/topic";

/** The handler of each topic of the change stream. */
export const topics: Record<Topic, TopicHandler> = {
  order: orderTopic,
  question: questionTopic,
  token: tokenTopic,
};
