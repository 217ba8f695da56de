import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const FORM = /^([a-z]{3}_[0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

const toLetters = (value: bigint, length: number): string =>
  Array.from({ length }, (_, index) => LETTERS[Number((value / 62n ** BigInt(length - 1 - index)) % 62n)]).join("");

const checksum = (text: string) => toLetters(BigInt(crc32(text)), 6);

/**
 * A new secret: a prefix, 256 random bits and a checksum in letters and digits. A double click selects it, and secret
 * scanners recognize it offline.
 * @param prefix three lower-case letters
 */
export function createSecret(prefix: string): string {
  const body = `${prefix}_${toLetters(BigInt(`0x${randomBytes(32).toString("hex")}`), 43)}`;
  return body + checksum(body);
}

/** Whether a text has the form and checksum of a secret with this prefix; anything else needs no database lookup. */
export function isSecret(text: string, prefix: string): boolean {
  const [, body, sum] = FORM.exec(text) ?? [];
  return body?.startsWith(`${prefix}_`) === true && checksum(body) === sum;
}

/** The stored form of a secret. Secrets are random: one round of SHA-256 cannot be reversed by guessing. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
