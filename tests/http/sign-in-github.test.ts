/** Signing in by GitHub: next-auth's provider, with its addresses on a server of this test. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { env } from "@/env";
import { db } from "@/server/platform/db";
import { clientOf } from "../setup/http";
import { begin, comeBack, me } from "./provider-browser";

type Address = { email: string; primary: boolean; verified: boolean };
/** What GitHub says, and what it was asked. */
const github = vi.hoisted(() => ({
  origin: "",
  profile: {} as object,
  emails: [] as Address[] | object,
  asked: [] as URLSearchParams[],
}));

vi.mock("next-auth/providers/github", async (original) => {
  const { default: GitHub } = await original<typeof import("next-auth/providers/github")>();
  return {
    default: (options: Parameters<typeof GitHub>[0]) => {
      const own = GitHub(options);
      const { authorization, userinfo } = own as { authorization: object; userinfo: object };
      const at = (path: string) => github.origin + path;
      return {
        ...own,
        authorization: { ...authorization, url: at("/login/oauth/authorize") },
        token: at("/login/oauth/access_token"),
        userinfo: { ...userinfo, url: at("/user") },
      };
    },
  };
});

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const answers: Record<string, unknown> = {
    "/login/oauth/access_token": { access_token: "gho_secret", token_type: "bearer", scope: "read:user,user:email" },
    "/user": github.profile,
    "/user/emails": github.emails,
  };
  if (request.method === "POST") github.asked.push(new URLSearchParams(String(Buffer.concat(chunks))));
  const isAllowed = request.method === "POST" || request.headers.authorization === "Bearer gho_secret";
  response.statusCode = isAllowed ? 200 : 401;
  response.setHeader("content-type", "application/json").end(JSON.stringify(answers[request.url ?? ""]));
});
beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  github.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
let id = process.pid;
beforeEach(() => {
  Object.assign(env(), { AUTH_GITHUB_ID: "an id", AUTH_GITHUB_SECRET: "a secret" });
  github.profile = { id: ++id, login: "ada", name: null, email: "public@example.test" };
});

/** @param change what is changed about the callback */
async function signInByGitHub(change: (callback: URL) => unknown = () => {}, form = {}, session?: string) {
  const { url, cookie } = await begin("github", form, session);
  const { searchParams } = new URL(url);
  const callback = new URL(searchParams.get("redirect_uri") ?? "");
  callback.searchParams.set("code", "a code");
  callback.searchParams.set("state", searchParams.get("state") ?? "");
  change(callback);
  return { ...(await comeBack(callback, cookie)), searchParams };
}
const primary = (verified: boolean): Address => ({ email: `Ada-${id}@example.test`, primary: true, verified });
const other: Address = { email: "other@example.test", primary: false, verified: true };

it("takes the primary address, and the login where there is no name", async () => {
  github.emails = [other, primary(true)];
  const { page, cookie, searchParams } = await signInByGitHub();
  expect(page).toBe("/sign-in");
  expect(await me(cookie)).toMatchObject({ email: `ada-${id}@example.test`, name: "ada" });
  const methods = await db.signInMethod.findMany({ where: { subject: String(id) } });
  expect(methods).toMatchObject([{ provider: "github", issuer: "https://github.com" }]);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    code_challenge_method: "S256",
    scope: "read:user user:email",
    redirect_uri: "http://shop.test/api/auth/callback/github",
  });
  expect(github.asked.at(-1)?.get("code_verifier")).toMatch(/^[\w-]{43}$/);
});

it.each<[string, () => unknown, string]>([
  ["a primary address that is not verified", () => [primary(false), other], "unverified"],
  ["no primary address", () => [other], "no-address"],
  ["no address", () => [], "no-address"],
  ["an answer without addresses", () => ({ message: "Not Found" }), "unavailable"],
])("refuses %s", async (_title, emails, problem) => {
  github.emails = emails() as object;
  expect((await signInByGitHub()).page).toBe(`/sign-in?error=${problem}`);
  expect(await db.signInMethod.count({ where: { subject: String(id) } })).toBe(0);
});

it("refuses a foreign state, and another issuer (RFC 9207)", async () => {
  github.emails = [primary(true)];
  const foreign = await signInByGitHub((callback) => callback.searchParams.set("state", "foreign"));
  expect(foreign.page).toBe("/sign-in?error=expired");
  const mixedUp = await signInByGitHub((callback) => callback.searchParams.set("iss", "https://evil.test"));
  expect(mixedUp.page).toBe("/sign-in?error=expired");
});

it("is no fresh proof, until somebody with nothing else has gone there once more", async () => {
  github.emails = [primary(true)];
  const { cookie, searchParams } = await signInByGitHub();
  expect(searchParams.has("prompt")).toBe(false);
  const act = (as: string) => clientOf(as).factor.startTotp.mutate({});
  await expect(act(cookie)).rejects.toMatchObject({ data: { reason: "FRESH_PROOF_REQUIRED" } });
  const proof = await signInByGitHub(() => {}, { prove: "true", target: "/account" }, cookie);
  expect([proof.page, proof.searchParams.get("prompt")]).toEqual(["/sign-in?callbackUrl=%2Faccount", "select_account"]);
  await act(proof.cookie);
});
