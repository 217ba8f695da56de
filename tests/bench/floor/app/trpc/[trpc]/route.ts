/** Baseline (c): tRPC and Prisma as their documentation shows them, without sign-in, limits, ownership and log. */
import { PrismaPg } from "@prisma/adapter-pg";
import { initTRPC } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import superjson from "superjson";
import { z } from "zod";
import { PrismaClient } from "@/generated/prisma/client";

const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL, max: 10 }) });
const { router, procedure } = initTRPC.create({ transformer: superjson });

const lines = { orderBy: { name: "asc" } } as const;
const events = { orderBy: { seq: "asc" } } as const;

const appRouter = router({
  order: router({
    list: procedure.input(z.object({ owner: z.string() })).query(({ input }) =>
      db.order.findMany({
        where: { ownerId: input.owner },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: 20,
        include: { lines },
      }),
    ),
    byId: procedure
      .input(z.object({ owner: z.string(), id: z.string() }))
      .query(({ input: { id, owner } }) =>
        db.order.findUnique({ where: { id, ownerId: owner }, include: { lines, events } }),
      ),
  }),
  product: router({
    list: procedure
      .input(z.object({}))
      .query(() =>
        db.product.findMany({ where: { isSoldOut: false }, orderBy: [{ name: "asc" }, { id: "asc" }], take: 20 }),
      ),
  }),
});

export const GET = (req: Request) =>
  fetchRequestHandler({ endpoint: "/trpc", req, router: appRouter, createContext: () => ({}) });
