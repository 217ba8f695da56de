/** Reads lists and exports to their end. */
import type { Principal } from "@/server/auth/principal";
import { callerOf } from "./factories";

type Page<Item> = { items: Item[]; nextCursor: string | null };

/** All items of a list, page by page. */
export async function readPages<Item>(
  read: (cursor: string | null) => Promise<Page<Item>>,
  onPage: (items: Item[]) => unknown = () => {},
): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await read(cursor);
    onPage(page.items);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}

/** All rows of a section of a user's export. */
export const readSection = (user: Principal, section: string, onPage?: (items: unknown[]) => unknown) =>
  readPages((cursor) => callerOf(user).account.exportSection({ section, cursor }), onPage);

/** All sections of a user's export. */
export async function readSections(user: Principal): Promise<Record<string, unknown[]>> {
  const { sections } = await callerOf(user).account.export();
  const rows = await Promise.all(sections.map(async (it) => [it, await readSection(user, it)] as const));
  return Object.fromEntries(rows);
}
