/** An authenticator in software: it makes a passkey and signs with it, as WebAuthn has it (6.1 and 6.5). */
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import type { PasskeyRequest } from "@/domain/passkey.schema";
import type { Principal } from "@/server/auth/principal";
import { callerOf, ORIGIN_OF_CALLERS } from "./factories";

const [PRESENT, VERIFIED, HAS_KEY] = [0x01, 0x04, 0x40];
const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();
const encode = (data: Uint8Array) => Buffer.from(data).toString("base64url");
const decode = (text = "") => new Uint8Array(Buffer.from(text, "base64url"));

type Signing = { isVerified?: boolean; counter?: number; origin?: string };

/** @param origin of the page that uses it */
export function makeAuthenticator(origin = ORIGIN_OF_CALLERS) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x, y } = publicKey.export({ format: "jwk" });
  const id = randomBytes(16);
  let uses = 0;

  function authenticatorData(flags: number, counter: number, key: Uint8Array = new Uint8Array()) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(new URL(origin).hostname), Buffer.from([flags]), count, key]);
  }
  const clientData = (type: string, { options }: PasskeyRequest, page: string) =>
    Buffer.from(JSON.stringify({ type, challenge: options.challenge, origin: page, crossOrigin: false }));
  const answer = <Response>({ ceremony }: PasskeyRequest, response: Response) => ({
    ceremony,
    credential: { id: encode(id), rawId: encode(id), type: "public-key" as const, response },
  });

  return {
    register(request: PasskeyRequest) {
      const cose = new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, decode(x)],
        [-3, decode(y)],
      ]);
      const length = Buffer.from([0, id.length]);
      const key = Buffer.concat([Buffer.alloc(16), length, id, isoCBOR.encode(cose)]);
      const authData = new Uint8Array(authenticatorData(PRESENT | VERIFIED | HAS_KEY, 0, key));
      const object = new Map<string, string | Uint8Array | Map<string, string>>([
        ["fmt", "none"],
        ["attStmt", new Map<string, string>()],
        ["authData", authData],
      ]);
      return answer(request, {
        clientDataJSON: encode(clientData("webauthn.create", request, origin)),
        attestationObject: encode(isoCBOR.encode(object)),
      });
    },

    sign(request: PasskeyRequest, { isVerified = true, counter = ++uses, origin: page = origin }: Signing = {}) {
      const data = authenticatorData(PRESENT | (isVerified ? VERIFIED : 0), counter);
      const client = clientData("webauthn.get", request, page);
      return answer(request, {
        clientDataJSON: encode(client),
        authenticatorData: encode(data),
        signature: encode(sign("sha256", Buffer.concat([data, sha256(client)]), privateKey)),
      });
    },
  };
}

/** Adds a passkey to a user's account. */
export async function makePasskey(owner: Principal) {
  const authenticator = makeAuthenticator();
  const { factor } = callerOf(owner);
  const { codes } = await factor.addPasskey(authenticator.register(await factor.startPasskey({})));
  return { ...authenticator, recoveryCodes: codes ?? [] };
}
