/** What the shop's own people see and send at the desk. */
import { z } from "zod";
import { ROLES } from "./account";
import { nextStatuses } from "./order";
import { Order, OrderStatus, OrderSummary } from "./order.schema";
import { MAX_PRICE_CENTS, MAX_STOCK, MIN_PRICE_CENTS } from "./product";
import { Product } from "./product.schema";
import { Cursor, Id, Limit, page, text } from "./text.schema";

const Owner = z.object({ id: Id, name: z.string(), email: z.string() });
const search = text(0, 80).optional();
const paging = { cursor: Cursor.nullish(), limit: Limit };

export const ORDER_SORTS = ["newest", "oldest", "highest", "lowest"] as const;

export const ListAllOrders = z.object({
  status: OrderStatus.optional(),
  /** A part of the customer's name or e-mail address, or an order's reference. */
  search,
  sort: z.enum(ORDER_SORTS).default("newest"),
  ...paging,
});
export type ListAllOrders = z.output<typeof ListAllOrders>;

export const AdminOrderPage = page(
  OrderSummary.omit({ lines: true }).extend({ owner: Owner, pieces: z.number().int() }),
);
export const AdminOrder = Order.extend({ owner: Owner });

/** Orders to move, each from the status that it was seen in. */
export const AdvanceOrders = z.object({
  moves: z
    .array(z.object({ id: Id, from: OrderStatus, to: OrderStatus }))
    .min(1, "Choose at least one order.")
    .max(50, "At most 50 orders at once, please.")
    .refine((moves) => new Set(moves.map(({ id }) => id)).size === moves.length, "Name each order once."),
});
export type Move = z.output<typeof AdvanceOrders>["moves"][number];

/** Whether a move is one that the shop makes. */
export const isLegalMove = ({ from, to }: Move) => nextStatuses(from).includes(to);

export const AdvancedOrders = z.object({
  moved: z.array(z.object({ id: Id, status: OrderStatus })),
  /** Those that were in another status by then, or gone. */
  refused: z.array(z.object({ id: Id, message: z.string() })),
});

export const AdminProduct = Product.extend({ version: z.number().int() });
export const AdminProductPage = page(AdminProduct);
export const PRODUCT_SORTS = ["name", "stock"] as const;
export const ListAllProducts = z.object({ search, sort: z.enum(PRODUCT_SORTS).default("name"), ...paging });
export type ListAllProducts = z.output<typeof ListAllProducts>;

/**
 * An edit of a product as its editor saw it in `version`. The stock comes as a change, since customers go on ordering
 * while somebody edits: what they took meanwhile stays taken.
 */
export const SaveProduct = z.object({
  id: Id,
  version: z.number().int().min(0).max(2_147_483_647),
  name: text(1, 120),
  description: text(1, 2000),
  priceCents: z.number().int().min(MIN_PRICE_CENTS, "A price is at least one cent.").max(MAX_PRICE_CENTS),
  stockChange: z.number().int().min(-MAX_STOCK).max(MAX_STOCK),
});
export type SaveProduct = z.output<typeof SaveProduct>;

export const AdminUser = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  createdAt: z.date(),
  disabledAt: z.date().nullable(),
  orders: z.number().int(),
});
export const AdminUserPage = page(AdminUser);
export const ListUsers = z.object({ search, role: z.enum(ROLES).optional(), ...paging });
export type ListUsers = z.output<typeof ListUsers>;
export const DisableUser = z.object({ id: Id, disabled: z.boolean() });
export const SetRole = z.object({ id: Id, role: z.enum(ROLES) });

/** The shop at a glance. Money is in cents; what was cancelled counts as an order, but not as revenue. */
export const Overview = z.object({
  days: z.array(z.object({ day: z.string(), orders: z.number().int(), revenueCents: z.number().int() })),
  statuses: z.array(z.object({ status: OrderStatus, orders: z.number().int() })),
  topProducts: z.array(
    z.object({ id: Id, name: z.string(), pieces: z.number().int(), revenueCents: z.number().int() }),
  ),
  lowStock: z.array(z.object({ id: Id, name: z.string(), stock: z.number().int() })),
});
