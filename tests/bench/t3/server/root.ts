import { z } from "zod";
import { createTRPCRouter, protectedProcedure } from "./trpc";

/** The caller's orders with their lines, as the documentation of tRPC reads a page of an infinite query. */
const order = createTRPCRouter({
  list: protectedProcedure
    .input(z.object({ limit: z.number().min(1).max(100).default(20), cursor: z.string().nullish() }))
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const items = await ctx.db.order.findMany({
        where: { ownerId: ctx.session.user.id },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        include: { lines: { orderBy: { name: "asc" } } },
        take: limit + 1,
        cursor: cursor ? { id: cursor } : undefined,
      });
      const next = items.length > limit ? items.pop() : undefined;
      return { items, nextCursor: next?.id };
    }),
});

export const appRouter = createTRPCRouter({ order });
