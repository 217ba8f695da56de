/** The cryptography of session cookies and access tokens, and what is remembered of it. */
import { encode } from "next-auth/jwt";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readAccessToken, signAccessToken } from "@/server/auth/access-token";
import { readSessionToken } from "@/server/auth/session-token";
import { rememberVerified } from "@/server/auth/verified-tokens";
import { logged } from "../setup/database";

const secret = process.env.NEXTAUTH_SECRET ?? "";
const encodeSession = (options: Partial<Parameters<typeof encode>[0]> = {}) =>
  encode({ token: { sub: "user", sid: "credential" }, secret, ...options });
const withHeader = (token: string, header: object) =>
  [Buffer.from(JSON.stringify(header)).toString("base64url"), ...token.split(".").slice(1)].join(".");
const passSeconds = (seconds: number) =>
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000, shouldAdvanceTime: false });

afterEach(() => {
  vi.useRealTimers();
});

describe("session cookie", () => {
  it("is read as next-auth has encoded it", async () => {
    expect(await readSessionToken(await encodeSession())).toBe("credential");
  });

  it.each<[what: string, token: () => Promise<string>]>([
    [
      "with a changed byte",
      async () =>
        (await encodeSession()).replace(/\.(.)([^.]*)$/, (_, first, rest) => `.${first === "A" ? "B" : "A"}${rest}`),
    ],
    ["of another secret", () => encodeSession({ secret: `another ${secret}` })],
    ["of another purpose of the secret", () => encodeSession({ salt: "csrf" })],
    ["without encryption", async () => withHeader(await encodeSession(), { alg: "none" })],
    ["of another algorithm", async () => withHeader(await encodeSession(), { alg: "A256KW", enc: "A256GCM" })],
    ["of another encryption", async () => withHeader(await encodeSession(), { alg: "dir", enc: "A256CBC-HS512" })],
    ["that is no token", async () => "x.y.z"],
  ])("%s is refused every time, and logged", async (_, token) => {
    const sent = await token();
    expect([await readSessionToken(sent), await readSessionToken(sent)]).toEqual([null, null]);
    expect(logged.filter((line) => line.includes("cookie.refused"))).toHaveLength(2);
  });

  it("that has expired is refused, also if it was read before", async () => {
    const token = await encodeSession({ maxAge: 60 });
    expect(await readSessionToken(token)).toBe("credential");
    passSeconds(60 + 16); // next-auth tolerates 15 s
    expect(await readSessionToken(token)).toBeNull();
  });

  it("without the id of a credential is refused", async () => {
    expect(await readSessionToken(await encodeSession({ token: { sub: "user" } }))).toBeNull();
  });
});

describe("access token", () => {
  it("is verified once, however often it is sent", async () => {
    const verify = vi.spyOn(crypto.subtle, "verify");
    const [token, other] = [await signAccessToken("first", "user"), await signAccessToken("second", "user")];
    for (const sent of [token, token, other, token]) {
      expect(await readAccessToken(sent)).toBe(sent === token ? "first" : "second");
    }
    expect(verify).toHaveBeenCalledTimes(2);
    verify.mockRestore();
  });

  it("of another kind is not taken from what is remembered", async () => {
    const token = await signAccessToken("credential", "user");
    expect(await readAccessToken(token)).toBe("credential");
    expect(await readSessionToken(token)).toBeNull();
  });
});

describe("what is remembered", () => {
  const inSeconds = (seconds: number) => Date.now() / 1000 + seconds;

  it("ends when the token expires", async () => {
    const verify = vi.fn(async () => ({ credentialId: "credential", expiresAt: inSeconds(60) }));
    const read = rememberVerified("expiring", verify);
    await read("token");
    await read("token");
    expect(verify).toHaveBeenCalledTimes(1);
    passSeconds(61);
    await read("token");
    expect(verify).toHaveBeenCalledTimes(2);
  });

  it("has a limit: the oldest token makes room", async () => {
    const verify = vi.fn(async (token: string) => ({ credentialId: token, expiresAt: inSeconds(60) }));
    const read = rememberVerified("many", verify);
    for (let number = 0; number <= 10_000; number++) await read(String(number));
    verify.mockClear();
    await read("10000");
    await read("1");
    expect(verify).not.toHaveBeenCalled();
    await read("0");
    expect(verify).toHaveBeenCalledExactlyOnceWith("0");
  });

  it("holds no invalid token", async () => {
    const verify = vi.fn(async () => null);
    const read = rememberVerified("invalid", verify);
    await read("token");
    await read("token");
    expect(verify).toHaveBeenCalledTimes(2);
  });
});
