/** The figures of the admin area. */
import { z } from "zod";
import { WINDOWS } from "./admin-overview";
import { OrderStatus } from "./order.schema";
import { Id } from "./text.schema";

export const GetOverview = z.object({ days: z.literal(WINDOWS) });

const Sums = z.object({ orders: z.number().int(), revenueCents: z.number().int() });

/** Key figures. Money is in cents; cancelled orders are counted, but are not revenue. */
export const Overview = z.object({
  days: z.array(Sums.extend({ day: z.string() })),
  /** Of as much time before the window. */
  before: Sums,
  statuses: z.array(z.object({ status: OrderStatus, orders: z.number().int() })),
  topProducts: z.array(
    z.object({ id: Id, name: z.string(), itemCount: z.number().int(), revenueCents: z.number().int() }),
  ),
  lowStock: z.array(z.object({ id: Id, name: z.string(), stock: z.number().int() })),
});
export type Overview = z.output<typeof Overview>;
