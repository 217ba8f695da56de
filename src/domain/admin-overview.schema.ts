/** The figures of the admin area. */
import { z } from "zod";
import { OrderStatus } from "./order.schema";
import { Id } from "./text.schema";

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
