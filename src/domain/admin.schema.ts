/** Inputs and outputs of the admin area. */
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
  /** Part of the customer's name or email, or the end of an order's reference. */
  search,
  sort: z.enum(ORDER_SORTS).default("newest"),
  ...paging,
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

export const AdminProduct = Product.extend({ version: z.number().int() });
export type AdminProduct = z.output<typeof AdminProduct>;
export const AdminProductPage = page(AdminProduct);
export type AdminProductPage = z.output<typeof AdminProductPage>;
export const PRODUCT_SORTS = ["name", "stock"] as const;
export const ListAllProducts = z.object({ search, sort: z.enum(PRODUCT_SORTS).default("name"), ...paging });
export type ListAllProducts = z.output<typeof ListAllProducts>;

/**
 * An edit of a product, based on `version`. The stock is a difference, because customers keep ordering during the edit.
 */
export const SaveProduct = z.object({
  id: Id,
  version: z.number().int().min(0).max(2_147_483_647),
  name: text(1, 120),
  description: text(1, 2000),
  priceCents: z.number().int().min(MIN_PRICE_CENTS, "Must be at least 0.01.").max(MAX_PRICE_CENTS),
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
export type AdminUser = z.output<typeof AdminUser>;
export const AdminUserPage = page(AdminUser);
export type AdminUserPage = z.output<typeof AdminUserPage>;
export const ListUsers = z.object({ search, role: z.enum(ROLES).optional(), ...paging });
export type ListUsers = z.output<typeof ListUsers>;
export const DisableUser = z.object({ id: Id, disabled: z.boolean() });
export const SetRole = z.object({ id: Id, role: z.enum(ROLES) });

/** Key figures. Money is in cents; cancelled orders are counted, but are not revenue. */
export const Overview = z.object({
  days: z.array(z.object({ day: z.string(), orders: z.number().int(), revenueCents: z.number().int() })),
  statuses: z.array(z.object({ status: OrderStatus, orders: z.number().int() })),
  topProducts: z.array(
    z.object({ id: Id, name: z.string(), itemCount: z.number().int(), revenueCents: z.number().int() }),
  ),
  lowStock: z.array(z.object({ id: Id, name: z.string(), stock: z.number().int() })),
});
export type Overview = z.output<typeof Overview>;
