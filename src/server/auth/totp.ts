import "server-only";
import { generateSecret, generateURI, verify } from "otplib";
import { encode } from "uqr";
import { product } from "@/product";
import { seal, unseal } from "./sealed";

/** How far the clock of a device may be off, in seconds: one code earlier and one later. */
const TOLERANCE_SECONDS = 30;

/** A new secret of an authenticator app: 160 bits in base 32 (RFC 4226, 4). */
export const createTotpSecret = () => generateSecret();

/** The secret of an app as its row has it. */
export const sealTotpSecret = (userId: string, secret: string) => seal("factor secret", userId, secret);
/** Null if it cannot be read: NEXTAUTH_SECRET was changed. */
export const openTotpSecret = (userId: string, sealed: string) => unseal("factor secret", userId, sealed);

/** The QR code that an app scans: an SVG path in a square of `size` units. */
export function totpPicture(secret: string, email: string): { size: number; path: string } {
  const { data, size } = encode(generateURI({ issuer: product.name, label: email, secret }), { border: 2 });
  const squares = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")));
  return { size, path: squares.join("") };
}

/**
 * The time step of a code (RFC 6238); null for a wrong code. Whether that step was used before, is decided by its row.
 * @param code six digits
 */
export async function stepOfCode(secret: string, code: string): Promise<number | null> {
  const result = await verify({ secret, token: code, epochTolerance: TOLERANCE_SECONDS });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}
