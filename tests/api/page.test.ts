/** Pages on rows of the test's own: their sequence, where the next one begins, and two lists as one. */
import { expect, it } from "vitest";
import { Prisma } from "@/generated/prisma/client";
import { readPage, readPageOfTwo } from "@/server/platform/page";

type Row = { id: string; weight: number; isSecond: boolean };
type Page = { items: Row[]; nextCursor: string | null };

const ROWS = Prisma.sql`(VALUES ('a', 3, false), ('b', 1, false), ('c', 2, false), ('d', 9, true), ('e', 8, true))
  AS rows (id, weight, is_second)`;
const select = (isSecond: boolean, rest: Prisma.Sql) =>
  Prisma.sql`SELECT id, weight, is_second AS "isSecond" FROM ${ROWS} WHERE is_second = ${isSecond} ${rest}`;
const request = (direction: "asc" | "desc", cursor: string | null) => ({
  ...{ cursor, limit: 2 },
  sort: { column: "weight", kind: "count", direction } as const,
});

/** The ids of all pages. */
async function walk(read: (cursor: string | null) => Promise<Page>): Promise<string[]> {
  const pages: string[] = [];
  for (let cursor: string | null | undefined = null; cursor !== undefined; ) {
    const { items, nextCursor } = await read(cursor);
    pages.push(items.map(({ id }) => id).join(""));
    cursor = nextCursor ?? undefined;
  }
  return pages;
}

it.each([
  ["asc", ["bc", "a"]],
  ["desc", ["ac", "b"]],
] as const)("readPage: %s, each page continues after the one before", async (direction, pages) => {
  const read = (cursor: string | null) =>
    readPage<Row>(request(direction, cursor), (rest) => select(false, rest)) as Promise<Page>;
  expect(await walk(read)).toEqual(pages);
});

it("readPageOfTwo: the second list follows the first, also within a page", async () => {
  const read = (cursor: string | null) => readPageOfTwo<Row>(request("desc", cursor), select) as Promise<Page>;
  expect(await walk(read)).toEqual(["ac", "bd", "e"]);
  await expect(read("-x")).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
