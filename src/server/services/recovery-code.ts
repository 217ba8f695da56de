import "server-only";
import { customAlphabet } from "nanoid";
import { formatRecoveryCode, RECOVERY_CODES } from "@/domain/factor";
import { hashSecret } from "@/server/auth/secret";
import type { Transaction } from "@/server/platform/db";

/** 79 random bits: too many to find a code by its hash. Without letters that look like digits. */
const createCode = customAlphabet("23456789abcdefghjkmnpqrstuvwxyz", 16);

/** Creates a user's recovery codes; earlier ones are no longer valid. @returns the codes: the database has hashes */
export async function createRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => createCode());
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ userId, codeHash: hashSecret(code) })) });
  return codes.map(formatRecoveryCode);
}
