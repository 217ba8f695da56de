import { z } from "zod";
import { MAX_LINE_QUANTITY, MAX_ORDER_LINES, mergeLines, ORDER_STATUSES } from "./order";
import { Cursor, Id, Limit, page, text } from "./text.schema";

const productId = "p7d2k9x4m1q8s5v0c3w6t9bz";
const createdAt = "2026-03-04T14:05:00.000Z";
const exampleLine = {
  id: "l5n8r1v4y7b0e3h6k9p2s5wq",
  productId,
  name: "Brass Pen",
  image: "/products/brass-pen.svg",
  priceCents: 3400,
  quantity: 2,
};
const exampleSummary = {
  id: "xk3v9q2m7c1r8t5w0z4b6n2d",
  status: "PLACED",
  totalCents: 6800,
  createdAt,
  lines: [exampleLine],
};
const exampleEvent = { seq: 1, status: "PLACED", note: null, createdAt };

export const OrderStatus = z.enum(ORDER_STATUSES).meta({ id: "OrderStatus", examples: ["PLACED"] });

/** A line as it was bought: name and price are copies, so that later changes do not rewrite history. */
export const OrderLine = z
  .object({
    id: Id,
    productId: Id,
    name: z.string(),
    image: z.string(),
    priceCents: z.number().int(),
    quantity: z.number().int(),
  })
  .meta({ id: "OrderLine", examples: [exampleLine] });

/** One step in the life of an order. `seq` is its number in the change stream of the owner. */
export const OrderEvent = z
  .object({
    seq: z.number().int(),
    status: OrderStatus,
    note: z.string().nullable(),
    createdAt: z.date(),
  })
  .meta({ id: "OrderEvent", examples: [exampleEvent] });
export type OrderEvent = z.output<typeof OrderEvent>;

export const OrderSummary = z
  .object({
    id: Id,
    status: OrderStatus,
    totalCents: z.number().int(),
    createdAt: z.date(),
    lines: z.array(OrderLine),
  })
  .meta({ id: "OrderSummary", examples: [exampleSummary] });

export const Order = OrderSummary.extend({ events: z.array(OrderEvent) }).meta({
  id: "Order",
  examples: [{ ...exampleSummary, events: [exampleEvent] }],
});
export type Order = z.output<typeof Order>;

export const ListOrders = z.object({
  status: OrderStatus.optional().meta({ description: "Only orders with this status.", examples: ["PLACED"] }),
  cursor: Cursor.nullish(),
  limit: Limit,
});
export type ListOrders = z.output<typeof ListOrders>;

export const OrderPage = page(OrderSummary).meta({
  id: "OrderPage",
  examples: [{ items: [exampleSummary], nextCursor: null }],
});
export type OrderPage = z.output<typeof OrderPage>;

/** Products and quantities only: prices and totals come from the database. */
export const PlaceOrder = z
  .object({
    lines: z
      .array(z.object({ productId: Id, quantity: z.number().int().min(1).max(MAX_LINE_QUANTITY) }))
      .min(1, "Add at least one product.")
      .max(MAX_ORDER_LINES, `Order at most ${MAX_ORDER_LINES} products at once.`)
      .refine(
        (lines) => mergeLines(lines).every((line) => line.quantity <= MAX_LINE_QUANTITY),
        `Order at most ${MAX_LINE_QUANTITY} of a product.`,
      ),
  })
  .meta({ examples: [{ lines: [{ productId, quantity: 2 }] }] });
export type PlaceOrder = z.output<typeof PlaceOrder>;

export const CancelOrder = z.object({
  id: Id,
  reason: text(0, 280)
    .optional()
    .meta({ description: "Shown in the timeline.", examples: ["Ordered twice"] }),
});
