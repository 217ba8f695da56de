/** A router without tables of its own, on the real base procedures: kernel tests call it like a product's resource. */
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { Cursor, Id, Limit, page, text } from "@/domain/text.schema";
import type { Scope } from "@/domain/token";
import { Prisma } from "@/generated/prisma/client";
import { conflict, notFound } from "@/server/core/errors";
import {
  adminProcedure,
  idempotentProcedure,
  ownedProcedure,
  protectedProcedure,
  publicProcedure,
  router,
} from "@/server/core/procedures";
import { transact } from "@/server/platform/db";
import { type Idempotency, withIdempotency } from "@/server/platform/idempotency";
import { readPage } from "@/server/platform/page";
import { recordChange } from "@/server/services/change";
import { deleteThing, Echo, echo, inputRouter } from "./fixture-inputs";
import { serverOf } from "./http";

/** A scope of the kernel's own procedure `account.me`, and one that no token has. */
export const SCOPE: Scope = "account:read";
const UNHELD_SCOPE = "fixture:write" as Scope;

/** Text of unexpected errors: it must never reach a caller. */
export const INTERNAL_TEXT = "relation secret_plans at 10.0.0.7";

type Row = { id: string; ownerId: string; name: string };
/** The things that can be read: a test adds its own. */
export const things = new Map<string, Row>();

export function makeThing(ownerId = "nobody"): Row {
  const row = { id: crypto.randomUUID(), ownerId, name: "Lamp" };
  things.set(row.id, row);
  return row;
}

/** Runs in the transaction of a write, before it; a test may let it wait or fail. */
export const hooks = { beforeWrite: async (): Promise<void> => {} };

const exampleThing = { id: "f1x2t3u4r5e6", name: "Lamp", createdAt: "2026-03-04T14:05:00.000Z" };
const Thing = z
  .object({ id: Id, name: z.string(), createdAt: z.date() })
  .meta({ id: "Thing", examples: [exampleThing] });
const ThingPage = page(Thing).meta({ id: "ThingPage", examples: [{ items: [exampleThing], nextCursor: null }] });
export type Thing = z.output<typeof Thing>;

const CreateThing = z
  .object({
    name: text(1, 80),
    parts: z
      .array(z.object({ id: Id, quantity: z.number().int().min(1).max(99) }))
      .max(50)
      .default([]),
  })
  .meta({ examples: [{ name: "Lamp" }] });
type CreateThing = z.output<typeof CreateThing>;

const createdAt = new Date("2026-03-04T14:05:00Z");
const toThing = ({ id, name }: Pick<Row, "id" | "name">): Thing => ({ id, name, createdAt });

/** Creates a thing of which only the recorded change is stored: `changes` counts the executions. */
export const createThing = (userId: string, input: CreateThing, idempotency: Idempotency): Promise<Thing> =>
  transact((tx) =>
    withIdempotency(tx, idempotency, input, async () => {
      await hooks.beforeWrite();
      const id = crypto.randomUUID();
      await recordChange(tx, { userId, topic: "token", id });
      return { id, name: input.name, createdAt: new Date() };
    }),
  );

const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;

const failures = {
  expected: () => {
    throw conflict("VERSION_MISMATCH", "Load it again.");
  },
  unexpected: () => {
    throw new Error(INTERNAL_TEXT);
  },
  trpc: () => {
    throw new TRPCError({ code: "CONFLICT", message: INTERNAL_TEXT, cause: new Error(INTERNAL_TEXT) });
  },
  output: () => ({ input: INTERNAL_TEXT }) as never,
};
export const FAILURES = Object.keys(failures) as (keyof typeof failures)[];

const post = { method: "POST" } as const;

const thingRouter = router({
  /** Pages over the caller's credentials, under another name. */
  list: publicProcedure
    .meta({
      scope: SCOPE,
      limit: "browse",
      rest: { name: "listThings", method: "GET", path: "/things", summary: "Things", etag: "content" },
    })
    .input(z.object({ cursor: Cursor.optional(), limit: Limit, search: text(0, 80).optional() }))
    .output(ThingPage)
    .query(({ ctx, input: { cursor, limit } }) =>
      readPage<Thing>(
        { cursor, limit, sort: NEWEST_FIRST },
        (rest) => Prisma.sql`
          SELECT id, 'Lamp' AS name, created_at AS "createdAt" FROM credentials
          WHERE user_id = ${ctx.principal?.userId ?? ""} ${rest}`,
      ),
    ),

  byId: publicProcedure
    .meta({
      scope: SCOPE,
      limit: "browse",
      rest: { name: "getThing", method: "GET", path: "/things/{id}", summary: "One thing", etag: "content" },
    })
    .input(z.object({ id: Id }))
    .output(Thing)
    .query(({ input }) => {
      const row = things.get(input.id);
      if (!row) throw notFound("thing");
      return toThing(row);
    }),

  own: ownedProcedure("thing", async (id, ownerId) => {
    const row = things.get(id);
    return row?.ownerId === ownerId ? row : null;
  })
    .output(Thing)
    .query(({ ctx }) => toThing(ctx.thing)),

  create: idempotentProcedure
    .meta({
      scope: SCOPE,
      rest: {
        ...post,
        name: "createThing",
        path: "/things",
        summary: "Create a thing",
        status: 201,
        location: "/things/{id}",
      },
    })
    .input(CreateThing)
    .output(Thing)
    .mutation(({ ctx, input }) => createThing(ctx.principal.userId, input, ctx.idempotency)),

  copy: idempotentProcedure
    .meta({ scope: SCOPE, rest: { ...post, name: "copyThing", path: "/copies", summary: "Copy a thing", status: 201 } })
    .input(CreateThing)
    .output(Thing)
    .mutation(({ ctx, input }) => createThing(ctx.principal.userId, input, ctx.idempotency)),

  publish: protectedProcedure
    .meta({
      scope: UNHELD_SCOPE,
      rest: { ...post, name: "publishThings", path: "/publish", summary: "Publish things" },
    })
    .input(z.object({}))
    .output(Echo)
    .mutation(echo),

  purge: adminProcedure
    .meta({ rest: { ...post, name: "purgeThings", path: "/purge", summary: "Purge things" } })
    .input(z.object({}))
    .output(Echo)
    .mutation(echo),

  fail: publicProcedure
    .meta({ rest: { name: "fail", method: "GET", path: "/failures/{kind}", summary: "Fail" } })
    .input(z.object({ kind: z.enum(FAILURES) }))
    .output(Echo)
    .query(({ input }) => failures[input.kind]()),
});

export const fixtureRouter = router({
  thing: thingRouter,
  input: inputRouter,
  fixture: router({ thing: router({ delete: deleteThing }) }),
});

/** Calls the fixture over HTTP. */
export const fixture = serverOf(fixtureRouter);
