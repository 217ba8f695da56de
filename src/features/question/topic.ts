import { formatCount } from "@/domain/count";
import { isolate } from "@/domain/text";
import { toast } from "@/shell/toast";
import type { TopicContext, TopicHandler } from "@/shell/topic";
import type { RouterOutputs } from "@/trpc/client";
import { threadPath } from "./paths";

/** Threads with a new answer or mark, and posts that were changed elsewhere: refetched where they are shown, and reported. */
export const questionTopic: TopicHandler = {
  onChange(id, context, isVisible) {
    const { question } = context.utils;
    question.list.invalidate();
    question.answers.invalidate({ id });
    const refetched = question.byId.invalidate({ id });
    if (isVisible) refetched.then(() => report(id, context)).catch(() => {}); // deleted meanwhile, or the page shows its own errors
  },
  onMissed({ utils }) {
    utils.question.invalidate();
  },
};

/** The state of a thread for the reader, whichever change it was. */
function summarize({ title, isMine, isHidden, answerCount, answers }: RouterOutputs["question"]["byId"]): string {
  const name = title === null ? "a deleted question" : `“${isolate(title)}”`;
  if (isMine) return isHidden ? `A moderator has hidden ${name}` : `${name} has ${formatCount(answerCount, "answer")}`;
  const own = answers.items.filter((answer) => answer.isMine);
  if (own.some((answer) => answer.isHelpful)) return `Your answer to ${name} helped`;
  return own.some((answer) => answer.isHidden)
    ? `A moderator has hidden your answer to ${name}`
    : `Your answers to ${name} have changed`;
}

async function report(id: string, { utils, router }: TopicContext) {
  const thread = await utils.question.byId.fetch({ id });
  const path = threadPath(thread);
  const action = { label: "View", onClick: () => router.push(path) };
  toast.message(summarize(thread), { id, action: window.location.pathname === path ? undefined : action });
}
