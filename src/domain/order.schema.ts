import { z } from "zod";
import { MAX_LINE_QUANTITY, MAX_ORDER_LINES, mergeLines, ORDER_STATUSES } from "./order";
import { Cursor, Id, Limit, page, text } from "./text.schema";

export const OrderStatus = z.enum(ORDER_STATUSES);

/** A line of an order as it was bought: name and price are copies, so that later changes do not rewrite history. */
export const OrderLine = z.object({
  id: Id,
  productId: Id,
  name: z.string(),
  image: z.string(),
  priceCents: z.number().int(),
  quantity: z.number().int(),
});

/** One step in an order's life. `seq` numbers all events of one owner, without gaps, in commit order. */
export const OrderEvent = z.object({
  seq: z.number().int(),
  status: OrderStatus,
  note: z.string().nullable(),
  createdAt: z.date(),
});

/** What happened to one of the caller's orders, as it is told to whoever follows them. */
export const OrderChange = OrderEvent.extend({ orderId: Id });

/** The number of the last change that was heard; without it, one hears what happens from now on. */
export const FollowOrders = z.object({
  lastEventId: z
    .string()
    .regex(/^\d{1,10}$/, "This is not the number of an event.")
    .nullish(),
});

export const OrderSummary = z.object({
  id: Id,
  status: OrderStatus,
  totalCents: z.number().int(),
  createdAt: z.date(),
  lines: z.array(OrderLine),
});

export const Order = OrderSummary.extend({ events: z.array(OrderEvent) });

export const ListOrders = z.object({ status: OrderStatus.optional(), cursor: Cursor.nullish(), limit: Limit });
export type ListOrders = z.infer<typeof ListOrders>;

export const OrderPage = page(OrderSummary);

/** Products and quantities only: prices and totals are the database's to say. */
export const PlaceOrder = z.object({
  lines: z
    .array(z.object({ productId: Id, quantity: z.number().int().min(1).max(MAX_LINE_QUANTITY) }))
    .min(1, "An order needs at least one line.")
    .max(MAX_ORDER_LINES, `An order holds at most ${MAX_ORDER_LINES} lines.`)
    .refine(
      (lines) => mergeLines(lines).every((line) => line.quantity <= MAX_LINE_QUANTITY),
      `An order holds at most ${MAX_LINE_QUANTITY} pieces of a product.`,
    ),
});
export type PlaceOrder = z.infer<typeof PlaceOrder>;

export const CancelOrder = z.object({ id: Id, reason: text(0, 280).optional() });
