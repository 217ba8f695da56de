/** The server's own address: NEXTAUTH_URL, or the Host header, against the address in the browser. */
import { afterAll, describe, expect, it } from "vitest";
import { makeAccessToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { freshServer } from "../setup/fresh-server";

type Server = Awaited<ReturnType<typeof freshServer>>;
type Case = [name: string, environment: Record<string, string>, headers: Record<string, string | undefined>];

/** One server per environment. */
const servers = new Map<string, Server>();
async function serverWith(environment: Record<string, string>) {
  const key = JSON.stringify(environment);
  const server = servers.get(key) ?? (await freshServer(environment));
  servers.set(key, server);
  return server;
}
afterAll(() => Promise.all([...servers.values()].map(({ db }) => db.$disconnect())));

/** The headers of a page's request: over https and on localhost, browsers add Sec-Fetch-Site. */
function pageAt(origin: string, host = new URL(origin).host, more: Record<string, string> = {}) {
  const { protocol, hostname } = new URL(origin);
  const isTrustworthy = protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return { origin, host, "sec-fetch-site": isTrustworthy ? "same-origin" : undefined, ...more };
}

const SHOP = { NEXTAUTH_URL: "https://shop.example" };
const FORWARDED = { "x-forwarded-proto": "https" };

const LOCALHOST = { NEXTAUTH_URL: "http://localhost:3000" };
const DEVELOPMENT = { ...LOCALHOST, NODE_ENV: "development" };

/** A page's sign-in, sign-out and write, each with some cookie. */
const writesOf = (server: Server, headers: Record<string, string | undefined>) =>
  Promise.all([
    server.post("/api/auth/callback/credentials", "{}", { headers }),
    server.post("/api/auth/signout", "{}", { headers }),
    server.mutate("account.update", { name: "New" }, { headers, cookie: "a=b" }),
  ]);

const refused: Case[] = [
  ["another host", SHOP, pageAt("https://www.shop.example")],
  ["another port", SHOP, pageAt("https://shop.example:8443")],
  ["http for https", SHOP, pageAt("http://shop.example")],
  ["https for http", { NEXTAUTH_URL: "http://shop.example" }, pageAt("https://shop.example")],
  ["127.0.0.1 for localhost in production", LOCALHOST, pageAt("http://127.0.0.1:3000")],
  ["another port in development", DEVELOPMENT, pageAt("http://localhost:3001")],
  ["proxy with another Host", {}, pageAt("https://shop.example", "127.0.0.1:3000", FORWARDED)],
  ["proxy with X-Forwarded-Host", {}, pageAt("http://shop.lan", "app:3000", { "x-forwarded-host": "shop.lan" })],
  ["http behind a proxy that says https", {}, pageAt("http://shop.example", undefined, FORWARDED)],
];

const accepted: Case[] = [
  ["NEXTAUTH_URL, behind a proxy with another Host", SHOP, pageAt("https://shop.example", "app:3000")],
  ["the Host header's", {}, pageAt("http://192.168.1.20:3000")],
  ["the Host header's, with https from the proxy", {}, pageAt("https://shop.example", undefined, FORWARDED)],
  ["the Host header's, with a scheme that no proxy forwards", {}, pageAt("https://shop.example", "shop.example:443")],
  ["127.0.0.1 for localhost in development", DEVELOPMENT, pageAt("http://127.0.0.1:3000")],
  ["[::1] for localhost in development", DEVELOPMENT, pageAt("http://[::1]:3000")],
];

describe("address in the browser", () => {
  it.each(refused)("%s: sign-in, sign-out and writes are 403 WRONG_ADDRESS", async (_name, environment, headers) => {
    const server = await serverWith(environment);
    for (const response of await writesOf(server, headers)) {
      expect(response.status).toBe(403);
      const { message, data } = await server.errorOf(response);
      expect(data).toMatchObject({ code: "FORBIDDEN", reason: "WRONG_ADDRESS" });
      expect(message).toContain(`opened at ${headers.origin}`);
      expect(message).toContain("NEXTAUTH_URL");
    }
  });

  it.each(accepted)("%s: sign-in and writes work", async (_name, environment, headers) => {
    const server = await serverWith(environment);
    const { response, cookie } = await server.signIn((await makeUser()).email, PASSWORD, headers);
    const write = await server.mutate("account.update", { name: "New" }, { headers, cookie });
    expect([response.status, write.status]).toEqual([200, 200]);
  });

  it("a scheme that no proxy forwards is logged once: the cookie lacks Secure", async () => {
    const server = await serverWith({ CORS_ORIGINS: "" });
    const schemes = () => server.lines.filter((line) => line.includes("address.scheme"));
    await writesOf(server, pageAt("https://shop.example", undefined, FORWARDED));
    await writesOf(server, pageAt("http://shop.example"));
    expect(schemes()).toEqual([]);
    await writesOf(server, pageAt("https://shop.example"));
    expect(schemes()).toHaveLength(1);
  });

  it("the log names the setting and both addresses, once per pair of addresses", async () => {
    const server = await serverWith({ NEXTAUTH_URL: "https://logged.example" });
    for (const origin of ["https://www.logged.example", "https://www.logged.example", "https://other.example"]) {
      await writesOf(server, pageAt(origin));
    }
    const lines = server.lines.map((line) => JSON.parse(line)).filter(({ event }) => event === "address.mismatch");
    const line = {
      level: 50,
      setting: "NEXTAUTH_URL",
      configured: "https://logged.example",
      server: "https://logged.example",
    };
    expect(lines).toMatchObject([
      { ...line, page: "https://www.logged.example" },
      { ...line, page: "https://other.example" },
    ]);
    for (let index = 0; index < 50; index++) await writesOf(server, pageAt(`https://${index}.example`));
    expect(server.lines.filter((line) => line.includes("address.mismatch"))).toHaveLength(50); // addresses can be made up
  });

  it("another Host over plain http: the refusal and the log name both addresses", async () => {
    const server = await serverWith({});
    for (const response of await writesOf(server, pageAt("http://shop.lan", "app:3000"))) {
      const { message, data } = await server.errorOf(response);
      expect(data.reason).toBe("CROSS_SITE"); // indistinguishable from another site
      expect(message).toContain("came from http://shop.lan, but the server's address is http://app:3000. ");
    }
    expect(server.lines.filter((line) => line.includes("set NEXTAUTH_URL"))).not.toEqual([]);
  });

  it("does not matter to writes with a bearer token", async () => {
    const server = await serverWith(SHOP);
    const headers = pageAt("https://partner.example", "shop.example");
    const token = await makeAccessToken(await makePrincipal());
    const response = await server.rest("PATCH /me", { token, json: { name: "New" }, headers, cookie: "a=b" });
    expect(response.status).toBe(200);
  });
});
