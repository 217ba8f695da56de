/** Two processes of the server behind nginx, as docs/deploy/vm.md sets them up: what a proxy could break works. */
import https from "node:https";
import { type APIRequestContext, request as apiRequest } from "@playwright/test";
import { hasNginx, startNginx } from "../../setup/nginx";
import { copyStandalone, startStandalone } from "../standalone";
import { expect, test } from "./drill";
import { SETTINGS } from "./server";

// biome-ignore lint/suspicious/noSkippedTests: with a reason
test.skip(!hasNginx, "nginx or openssl is not installed");

const PASSWORD = "a long password";
let copy: ReturnType<typeof copyStandalone>;
let servers: Awaited<ReturnType<typeof startStandalone>>[];
let nginx: Awaited<ReturnType<typeof startNginx>>;
let client: APIRequestContext;

test.beforeAll(async ({ database }) => {
  copy = copyStandalone();
  const env = { ...SETTINGS, TRUSTED_PROXIES: "1", DATABASE_URL: database.url };
  servers = [await startStandalone(copy.folder, env), await startStandalone(copy.folder, env)];
  const [first = "", second = ""] = servers.map(({ origin }) => new URL(origin).port);
  nginx = await startNginx([first, second]);
  client = await apiRequest.newContext({ baseURL: nginx.https, ignoreHTTPSErrors: true });
});
test.afterAll(async () => {
  await client.dispose();
  await nginx.stop();
  for (const server of servers) await server.stop();
  copy.remove();
});

let users = 0;
const ownPage = () => ({ origin: nginx.https, "sec-fetch-site": "same-origin" });

/** Signs up over nginx, from a page of its origin. @returns the email address and an access token */
async function makeUser(headers: Record<string, string> = {}) {
  const email = `nginx-${process.pid}-${++users}@example.test`;
  const data = { json: { email, name: "Behind nginx", password: PASSWORD } };
  const signUp = await client.post("/api/trpc/account.signUp", { data, headers: { ...ownPage(), ...headers } });
  expect(signUp.status()).toBe(200);
  const credentials = { email, password: PASSWORD };
  const login = await client.post("/api/v1/login", { data: credentials, headers: { ...ownPage(), ...headers } });
  return { email, token: String((await login.json()).accessToken) };
}

/** Opens the change stream. @returns how to read it until it matches a pattern */
async function openStream(token: string) {
  const input = encodeURIComponent(JSON.stringify({ json: { lastEventId: "0" } }));
  const options = { ca: nginx.authority, headers: { authorization: `Bearer ${token}` } };
  const request = https.get(`${nginx.https}/api/trpc/change.onChange?input=${input}`, options);
  let received = "";
  const response = new Promise<import("node:http").IncomingMessage>((resolve, reject) => {
    request.on("response", resolve).on("error", reject);
  });
  (await response).on("data", (chunk) => (received += chunk)).on("error", () => {});
  const readUntil = (pattern: RegExp) => expect.poll(() => received).toMatch(pattern);
  return { readUntil, close: () => request.destroy() };
}

test("nginx: an event of the stream arrives while the stream goes on", async () => {
  const { token } = await makeUser();
  const stream = await openStream(token);
  await stream.readUntil(/event: connected/);
  const data = { name: "Behind nginx", scopes: ["account:read"], expiresInDays: 7 };
  const created = await client.post("/api/v1/tokens", { data, headers: { authorization: `Bearer ${token}` } });
  expect(created.status()).toBe(201);
  await stream.readUntil(/"topic"/);
  stream.close();
});

test("nginx: the address is the one that nginx saw, whatever the client claims", async ({ database }) => {
  const { email } = await makeUser({ "x-forwarded-for": "203.0.113.9" });
  const sql =
    "SELECT c.address FROM credentials c JOIN users u ON u.id = c.user_id WHERE u.email = $1 AND c.address IS NOT NULL";
  expect(await database.query(sql, [email])).toEqual([{ address: "127.0.0.1" }]);
});

test("nginx: a sign-in from a page of the site succeeds by a secure cookie, one from elsewhere is 403", async () => {
  const { email } = await makeUser();
  const { csrfToken } = await (await client.get("/api/auth/csrf")).json();
  const form = { email, password: PASSWORD, csrfToken, json: "true" };
  const signIn = (origin: string, site: string) =>
    client.post("/api/auth/callback/credentials", { form, headers: { origin, "sec-fetch-site": site } });
  expect((await signIn("https://elsewhere.example", "cross-site")).status()).toBe(403);
  const own = await signIn(nginx.https, "same-origin");
  expect(own.status()).toBe(200);
  expect(own.headers()["set-cookie"]).toMatch(/__Host-[^;]+;.*Secure/);
  expect(own.headers()["strict-transport-security"]).toContain("max-age=");
  expect((await client.get("/account/tokens", { maxRedirects: 0 })).status()).toBe(200);
});

test("nginx: a large body is refused by the server in its format, a huge one by nginx", async () => {
  for (const megabytes of [0.2, 1.5, 20]) {
    const data = { email: "x".repeat(megabytes * 1e6), password: "x" };
    const answer = await client.post("/api/v1/login", { data, headers: ownPage() });
    expect([megabytes, answer.status()]).toEqual([megabytes, 413]);
    expect(answer.headers()["content-type"]).toBe(megabytes < 2 ? "application/problem+json" : "text/html");
  }
});

test("nginx: plain HTTP is redirected to the same address with TLS", async () => {
  const answer = await client.get(`${nginx.http}/account?from=nginx`, { maxRedirects: 0 });
  expect([answer.status(), answer.headers().location]).toEqual([301, "https://127.0.0.1/account?from=nginx"]);
});

test("nginx: while one of the two processes is replaced, every request is answered by the other", async () => {
  await servers.pop()?.stop();
  const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await client.get("/api/ready")).status()));
  expect(new Set(statuses)).toEqual(new Set([200]));
});
