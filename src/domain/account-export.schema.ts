/** What a customer takes along: all that we keep of them, without what would let somebody in. */
import { z } from "zod";
import { Account } from "./account.schema";
import { Order } from "./order.schema";
import { Cursor, page } from "./text.schema";
import { TokenScope } from "./token.schema";

const Times = {
  createdAt: z.date(),
  lastUsedAt: z.date().nullable(),
  expiresAt: z.date(),
  revokedAt: z.date().nullable(),
};

export const AccountExport = z.object({
  exportedAt: z.date(),
  account: Account,
  sessions: z.array(
    z.object({
      kind: z.enum(["SESSION", "LOGIN"]),
      device: z.string(),
      userAgent: z.string().nullable(),
      address: z.string().nullable(),
      ...Times,
    }),
  ),
  tokens: z.array(z.object({ name: z.string().nullable(), scopes: z.array(TokenScope), ...Times })),
});

export const ExportOrders = z.object({ cursor: Cursor.nullish() });

/** Orders with their lines and events, in the order of "My orders". */
export const OrderExportPage = page(Order);
