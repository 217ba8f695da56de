/** Inputs and outputs of the orders in the admin area. */
import { z } from "zod";
import { nextStatuses } from "./order";
import { Order, OrderStatus, OrderSummary } from "./order.schema";
import { Cursor, Id, Limit, page, Search } from "./text.schema";

const Owner = z.object({ id: Id, name: z.string(), email: z.string() });

export const ORDER_SORTS = ["newest", "oldest", "highest", "lowest"] as const;

export const ListAllOrders = z.object({
  status: OrderStatus.optional(),
  /** Part of the customer's name or email, or the end of an order's reference. */
  search: Search,
  sort: z.enum(ORDER_SORTS).default("newest"),
  cursor: Cursor.nullish(),
  limit: Limit,
});
export type ListAllOrders = z.output<typeof ListAllOrders>;

export const AdminOrderPage = page(
  OrderSummary.omit({ lines: true }).extend({ owner: Owner, itemCount: z.number().int() }),
);
export type AdminOrderPage = z.output<typeof AdminOrderPage>;
export const AdminOrder = Order.extend({ owner: Owner });
export type AdminOrder = z.output<typeof AdminOrder>;

/** Orders to move, each from the status that the administrator saw. */
export const AdvanceOrders = z.object({
  moves: z
    .array(z.object({ id: Id, from: OrderStatus, to: OrderStatus }))
    .min(1, "Select at least one order.")
    .max(50, "Select at most 50 orders.")
    .refine((moves) => new Set(moves.map(({ id }) => id)).size === moves.length, "Name each order once."),
});
export type Move = z.output<typeof AdvanceOrders>["moves"][number];

/** Whether the statuses may follow each other. */
export const isLegalMove = ({ from, to }: Move) => nextStatuses(from).includes(to);

export const AdvancedOrders = z.object({
  moved: z.array(z.object({ id: Id, status: OrderStatus })),
  /** Orders with another status by then, or deleted. */
  refused: z.array(z.object({ id: Id, message: z.string() })),
});
export type AdvancedOrders = z.output<typeof AdvancedOrders>;
