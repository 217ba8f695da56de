import "server-only";
import type { z } from "zod";
import { SignInMethodExport } from "@/domain/personal-data.schema";
import type { Page } from "@/domain/text.schema";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/server/platform/db";
import { readPage } from "@/server/platform/page";

const PAGE_SIZE = 500;
const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;

type Export = z.output<typeof SignInMethodExport>;

/** A page of a user's accounts at sign-in providers, newest first. */
export async function exportSignInMethods(userId: string, cursor?: string | null): Promise<Page<Export>> {
  const { items, nextCursor } = await readPage<Export & { id: string }>(
    { cursor, limit: PAGE_SIZE, sort: NEWEST_FIRST },
    (rest) => Prisma.sql`
      SELECT id, provider, issuer, subject, email, created_at AS "createdAt", last_used_at AS "lastUsedAt"
      FROM sign_in_methods WHERE user_id = ${userId} ${rest}`,
  );
  return { items: items.map((row) => SignInMethodExport.parse(row)), nextCursor };
}

/** Deletes a user's sign-in methods: the accounts at the providers may open another account here. */
export async function eraseSignInMethods(tx: Transaction, userId: string): Promise<void> {
  await tx.signInMethod.deleteMany({ where: { userId } });
}
