/** What this tab has done itself: its own messages have told of that, and the live ones are silent. */
const told = new Map<string, number>();
let isLeaving = false;

/** Notes an order as the answer to a write has shown it. */
export function markOwnChange(order: { id: string; events: readonly { seq: number }[] }) {
  const seq = order.events.at(-1)?.seq;
  if (seq !== undefined) told.set(order.id, seq);
}

export function isOwnChange({ orderId, seq }: { orderId: string; seq: number }): boolean {
  return (told.get(orderId) ?? 0) >= seq;
}

/** Notes that this tab is signing out: it knows where to go. */
export function markSigningOut(value: boolean) {
  isLeaving = value;
}

export const isSigningOut = () => isLeaving;
