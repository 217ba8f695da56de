/** Rules of orders, for both sides. The SQL of the server enforces them. */

export const ORDER_STATUSES = ["PLACED", "PACKED", "SHIPPED", "DELIVERED", "CANCELLED"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** The statuses from which a customer may cancel: the parcel has not been shipped. */
const CANCELLABLE_STATUSES = ["PLACED", "PACKED"] as const satisfies readonly OrderStatus[];

const NEXT_STATUSES: Record<OrderStatus, readonly OrderStatus[]> = {
  PLACED: ["PACKED", "CANCELLED"],
  PACKED: ["SHIPPED", "CANCELLED"],
  SHIPPED: ["DELIVERED"],
  DELIVERED: [],
  CANCELLED: [],
};

/** The statuses that may follow one, the usual first. */
export const nextStatuses = (status: OrderStatus): readonly OrderStatus[] => NEXT_STATUSES[status];

export const MAX_ORDER_LINES = 50;
export const MAX_LINE_QUANTITY = 99;

export function canCancel(order: { status: OrderStatus }): boolean {
  return (CANCELLABLE_STATUSES as readonly OrderStatus[]).includes(order.status);
}

type Stage<Event> = {
  status: OrderStatus;
  state: "passed" | "current" | "ahead";
  /** Missing ahead, and for a stage that was left out. */
  event?: Event;
};

/** The stages of an order from placed to delivered. A cancelled one has the stages that it passed, and its end. */
export function orderStages<Event extends { status: OrderStatus }>(order: {
  status: OrderStatus;
  events: readonly Event[];
}): Stage<Event>[] {
  const eventOf = (status: OrderStatus) => order.events.find((event) => event.status === status);
  const isCancelled = order.status === "CANCELLED";
  const statuses = ORDER_STATUSES.filter((status) => (isCancelled ? eventOf(status) : status !== "CANCELLED"));
  const current = statuses.indexOf(order.status);
  return statuses.map((status, index) => ({
    status,
    state: index < current ? "passed" : index === current ? "current" : "ahead",
    event: index <= current ? eventOf(status) : undefined,
  }));
}

/** The short name of an order for people; the id is the only key. */
export function orderReference(id: string): string {
  return id.slice(-6).toUpperCase();
}

/** The sum of an order's lines, in cents. */
export function orderTotalCents(lines: readonly { priceCents: number; quantity: number }[]): number {
  return lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0);
}

/** One line per product, by product id: parallel orders then lock stock in the same order and cannot deadlock. */
export function mergeLines<Line extends { productId: string; quantity: number }>(lines: readonly Line[]) {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lines) {
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  }
  return [...quantities]
    .map(([productId, quantity]) => ({ productId, quantity }))
    .sort((a, b) => (a.productId < b.productId ? -1 : 1));
}
