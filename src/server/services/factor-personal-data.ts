import "server-only";
import type { z } from "zod";
import { FactorExport } from "@/domain/personal-data.schema";
import type { Page } from "@/domain/text.schema";
import type { Transaction } from "@/server/platform/db";
import { listFactors } from "./factor";

/** A user's factors without their secrets, in one page: there are 20 at most. */
export async function exportFactors(userId: string): Promise<Page<z.output<typeof FactorExport>>> {
  const { items } = await listFactors(userId);
  return { items: items.map((row) => FactorExport.parse(row)), nextCursor: null };
}

/** Deletes the factors of a user. */
export async function eraseFactors(tx: Transaction, userId: string): Promise<void> {
  await tx.factor.deleteMany({ where: { userId } });
}
