import { orderReference } from "@/domain/order";
import { toast } from "@/shell/toast";
import type { TopicContext, TopicHandler } from "@/shell/topic";
import { ORDER_STATUS } from "./order-status-badge";

/** Orders that were changed elsewhere: refetched where they are shown, and reported. */
export const orderTopic: TopicHandler = {
  onChange(id, context, isVisible) {
    context.utils.order.list.invalidate();
    const refetched = context.utils.order.byId.invalidate({ id });
    if (isVisible) refetched.then(() => report(id, context)).catch(() => {}); // the page shows its own errors
  },
  onMissed({ utils }) {
    utils.order.list.invalidate();
    utils.order.byId.invalidate();
  },
};

async function report(id: string, { utils, router }: TopicContext) {
  const { status } = await utils.order.byId.fetch({ id });
  const path = `/orders/${id}`;
  const action = { label: "View", onClick: () => router.push(path) };
  toast.message(`Order ${orderReference(id)} ${ORDER_STATUS[status].label.toLowerCase()}`, {
    id, // a later message about the same order replaces it
    action: window.location.pathname === path ? undefined : action,
  });
}
