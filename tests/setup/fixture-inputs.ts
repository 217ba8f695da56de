/** The procedures of the fixture that return their input: a query, a union, a preprocess, a refinement, path fields. */
import { z } from "zod";
import { text } from "@/domain/text.schema";
import { protectedProcedure, publicProcedure, router } from "@/server/core/procedures";

/** The input as the procedure got it, after parsing. */
export const Echo = z
  .object({ input: z.record(z.string(), z.unknown()) })
  .meta({ id: "Echo", examples: [{ input: { name: "Lamp" } }] });
export const echo = ({ input }: { input: object }) => ({ input: { ...input } });

const Tag = z.enum(["red", "green", "blue"]);

export const inputRouter = router({
  query: publicProcedure
    .meta({ rest: { name: "readQuery", method: "GET", path: "/query", summary: "Read a query" } })
    .input(
      z.object({
        flag: z.boolean().optional(),
        tag: z.array(Tag).max(3).optional(),
        count: z.array(z.int()).optional(),
      }),
    )
    .output(Echo)
    .query(echo),

  union: publicProcedure
    .meta({ rest: { method: "POST", name: "readUnion", path: "/union", summary: "Read a union" } })
    .input(
      z
        .union([z.object({ email: text(1, 80) }), z.object({ phone: text(1, 20), country: text(2, 2) })])
        .meta({ examples: [{ email: "robin@example.com" }] }),
    )
    .output(Echo)
    .mutation(echo),

  preprocess: publicProcedure
    .meta({
      rest: { method: "POST", name: "readPreprocessed", path: "/preprocess", summary: "Read a preprocessed object" },
    })
    .input(
      z.preprocess(
        (value) => (typeof value === "object" && value !== null ? { color: "red", ...value } : value),
        z.object({ name: text(1, 80), color: Tag }),
      ),
    )
    .output(Echo)
    .mutation(echo),

  refined: publicProcedure
    .meta({ rest: { name: "readRefined", method: "GET", path: "/refined", summary: "Read a refined object" } })
    .input(
      z
        .object({ from: z.int(), to: z.int() })
        .refine(({ from, to }) => from <= to, { path: ["to"], message: "Must not be before the beginning." }),
    )
    .output(Echo)
    .query(echo),
});

/** Its name has three segments, its path two fields. */
export const deleteThing = protectedProcedure
  .meta({
    rest: {
      name: "deleteThing",
      method: "DELETE",
      path: "/shelves/{shelf}/things/{number}",
      summary: "Delete a thing",
    },
  })
  .input(z.object({ shelf: text(1, 20), number: z.int(), reason: text(0, 80).optional() }))
  .output(Echo)
  .mutation(echo);
