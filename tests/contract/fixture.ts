/** An API without a table, with what the app's own API lacks: administrators' operations, several path fields, unions. */
import { z } from "zod";
import { Id, text, Version } from "@/domain/text.schema";
import { AppError, conflict, notFound } from "@/server/core/errors";
import { adminProcedure, idempotentProcedure, ownedProcedure, router } from "@/server/core/procedures";
import { guard } from "@/server/http/guard";
import { trpcEndpoint } from "@/server/http/trpc-endpoint";
import { transact } from "@/server/platform/db";
import { withIdempotency } from "@/server/platform/idempotency";
import { restEndpoint } from "@/server/rest/handler";
import { documentEndpoint } from "@/server/rest/openapi";
import { createRoutes } from "@/server/rest/routes";
import { ADMINISTRATORS, OWNER, type Row, SIGNED_IN } from "../setup/access";
import { address } from "../setup/http";
import type { Send } from "./document";

const example = { id: "n1", isLocked: false, kind: "NOTE", text: null, version: 0 };
const Note = z
  .object({ id: Id, isLocked: z.boolean(), kind: z.literal("NOTE"), text: z.string().nullable(), version: Version })
  .meta({ id: "Note", examples: [example] });
type OwnedNote = z.output<typeof Note> & { ownerId: string };

const Page = z
  .object({ noteId: Id, page: z.number().int() })
  .meta({ id: "Page", examples: [{ noteId: "n1", page: 1 }] });
const number = z.number().int().min(1).max(2_000_000_000);

const notes = new Map<string, OwnedNote>();
const findNote = async (id: string, ownerId: string) => {
  const note = notes.get(id);
  return note?.ownerId === ownerId ? note : null;
};
const ownNote = ownedProcedure("note", findNote);

/** @returns the input that names a new note */
function makeNote(ownerId: string, data: Partial<OwnedNote> = {}) {
  const id = crypto.randomUUID();
  notes.set(id, { ...example, kind: "NOTE", ...data, id, ownerId });
  return { id };
}

export const fixture = router({
  note: router({
    create: idempotentProcedure
      .meta({ rest: { name: "createNote", method: "POST", path: "/notes", summary: "Create a note", status: 201 } })
      .input(
        z
          .discriminatedUnion("kind", [
            z.object({ kind: z.literal("NOTE"), isLocked: z.boolean(), text: text(0, 20).nullable() }),
            z.object({ kind: z.literal("COPY"), of: Id, at: z.iso.datetime().optional() }),
          ])
          .meta({ examples: [{ kind: "NOTE", isLocked: false, text: null }] }),
      )
      .output(Note)
      .mutation(({ ctx, input }) =>
        transact((tx) =>
          withIdempotency(tx, ctx.idempotency, input, async () => {
            const { id } = makeNote(ctx.principal.userId, input.kind === "NOTE" ? { text: input.text } : {});
            return notes.get(id) as OwnedNote;
          }),
        ),
      ),

    byId: ownNote
      .meta({ rest: { name: "getNote", method: "GET", path: "/notes/{id}", summary: "One note", etag: "version" } })
      .output(Note)
      .query(({ ctx }) => ctx.note),

    update: ownNote
      .meta({
        rest: {
          name: "updateNote",
          method: "PATCH",
          path: "/notes/{id}",
          summary: "Change a note",
          etag: "version",
          errors: { 409: "The note is locked.", 412: "The note has changed." },
        },
      })
      .input(
        z
          .object({ isLocked: z.boolean().optional(), tags: z.array(z.enum(["a", "b"])).optional() })
          .extend({ version: Version.optional() })
          .meta({ examples: [{ isLocked: true }] }),
      )
      .output(Note)
      .mutation(({ ctx, input }) => {
        const { version = ctx.note.version } = input;
        if (version !== ctx.note.version) throw new AppError("PRECONDITION_FAILED", "The note has changed.");
        if (ctx.note.isLocked) throw conflict("VERSION_MISMATCH", "The note is locked.");
        return { ...ctx.note, isLocked: input.isLocked ?? false };
      }),
  }),

  admin: router({
    page: adminProcedure
      .meta({
        rest: {
          name: "removePage",
          method: "DELETE",
          path: "/admin/notes/{noteId}/pages/{page}",
          summary: "Remove a page",
          errors: { 404: "Unknown note or page." },
        },
      })
      .input(
        z.object({
          noteId: Id,
          page: number.meta({ examples: [1] }),
          isForced: z
            .boolean()
            .optional()
            .meta({ examples: [true] }),
        }),
      )
      .output(Page)
      .mutation(({ input: { noteId, page } }) => {
        if (!notes.has(noteId) || page > 10) throw notFound("page");
        return { noteId, page };
      }),
  }),
});

export const rows: Record<string, Row> = {
  "note.create": { access: SIGNED_IN, scope: null, input: () => ({ kind: "NOTE", isLocked: false, text: null }) },
  "note.byId": { access: OWNER, scope: null, input: ({ userId }) => makeNote(userId) },
  "note.update": {
    access: OWNER,
    scope: null,
    input: ({ userId }) => ({ ...makeNote(userId), isLocked: true, tags: ["a"] }),
    errors: { 409: ({ owner, call }) => call(makeNote(owner.userId, { isLocked: true })) },
  },
  "admin.page": {
    access: ADMINISTRATORS,
    scope: null,
    input: ({ userId }) => ({ noteId: makeNote(userId).id, page: 2, isForced: true }),
  },
};

export const routes = createRoutes(fixture);
const endpoints = [
  ["/api/v1/openapi.json", guard(documentEndpoint(routes))],
  ["/api/v1", guard(restEndpoint(fixture, routes))],
  ["/api/trpc", guard(trpcEndpoint(fixture))],
] as const;

/** Sends a request to the fixture, as `send` of tests/setup/http.ts does to the app. */
export const send: Send = (path, { headers = {}, cookie, ...init } = {}) => {
  const base = { host: "shop.test", "x-forwarded-proto": "http", "sec-fetch-site": "same-origin" };
  const all = Object.entries({ ...base, "x-forwarded-for": `${address}, 127.0.0.1`, cookie, ...headers });
  const sent = all.filter(([, value]) => value !== undefined) as [string, string][];
  const request = new Request(`http://localhost:3000${path}`, { ...init, headers: sent });
  const endpoint = endpoints.find(([prefix]) => path.startsWith(prefix))?.[1];
  if (!endpoint) throw new Error(`The fixture has no endpoint for ${path}.`);
  return endpoint[request.method as keyof typeof endpoint](request);
};
