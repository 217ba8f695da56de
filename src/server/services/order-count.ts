import "server-only";
import { Prisma } from "@/generated/prisma/client";

/** The number of orders of a user, as a column of the list of users. @param userId the column with the user's id */
export const countOrders = (userId: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(SELECT count(*)::int FROM orders WHERE owner_id = ${userId}) AS orders`;
