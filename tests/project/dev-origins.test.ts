/** The hosts at which a development server may be opened. Next refuses its scripts and its websocket elsewhere. */
import { hostname, networkInterfaces } from "node:os";
import { blockCrossSiteDEV } from "next/dist/server/lib/router-utils/block-cross-site-dev";
import { getPathMatch } from "next/dist/shared/lib/router/utils/path-match";
import { matchHas } from "next/dist/shared/lib/router/utils/prepare-destination";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { networkAddresses } from "../../scripts/network.mjs";

beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => {}); // Next's, about each refusal
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Whether Next serves a script and its websocket to a page of this host. */
async function isInteractive(page: string, environment: Record<string, string> = {}) {
  for (const [name, value] of Object.entries({ HOST: "127.0.0.1", DEV_ORIGINS: "", ...environment }))
    vi.stubEnv(name, value);
  vi.resetModules();
  const { default: config } = await import("../../next.config.mjs");
  const { allowedDevOrigins } = config("phase-production-server");
  const request = { url: "/_next/webpack-hmr", headers: { origin: `http://${page}:3000` } };
  const isBlocked = blockCrossSiteDEV(
    request as never,
    { end: () => {} } as never,
    allowedDevOrigins,
    environment.HOST,
  );
  return !isBlocked;
}

it("the names of this machine are allowed, whatever HOST is", async () => {
  for (const HOST of ["127.0.0.1", "0.0.0.0", "::"]) {
    for (const page of ["localhost", "127.0.0.1", "[::1]", `${hostname()}.local`])
      expect(await isInteractive(page, { HOST })).toBe(true);
  }
});

it("with HOST=0.0.0.0, this machine's addresses on the network are allowed, and no others", async () => {
  const addresses = Object.values(networkInterfaces()).flat();
  const lan = addresses.filter((it) => it?.family === "IPv4" && !it.internal).map((it) => it?.address ?? "");
  expect(networkAddresses("0.0.0.0")).toEqual(lan);
  for (const address of lan) {
    expect(await isInteractive(address, { HOST: "0.0.0.0" })).toBe(true);
    expect(await isInteractive(address)).toBe(false);
  }
  expect(await isInteractive("evil.test", { HOST: "0.0.0.0" })).toBe(false);
});

it("DEV_ORIGINS allows further hosts, with wildcards", async () => {
  const environment = { DEV_ORIGINS: "shop.test, *.tunnel.test" };
  expect(await isInteractive("shop.test", environment)).toBe(true);
  expect(await isInteractive("a1.tunnel.test", environment)).toBe(true);
  expect(await isInteractive("tunnel.test", environment)).toBe(false);
});

/** Where a browser that opens a page is sent. @param headers of the request */
async function redirectOf(url: string, headers = { "sec-fetch-dest": "document" }, phase = "development") {
  for (const [name, value] of Object.entries({ PORT: "4321", DATABASE_URL: "postgresql://x", NEXTAUTH_URL: "" }))
    vi.stubEnv(name, value);
  vi.resetModules();
  const { default: config } = await import("../../next.config.mjs");
  const { host, pathname } = new URL(url);
  for (const { source, has, destination } of (await config(`phase-${phase}-server`).redirects?.()) ?? []) {
    const params = getPathMatch(source, { strict: true })(pathname);
    if (params && matchHas({ headers: { host, ...headers } } as never, {}, has))
      return destination.replace("/:path", `/${params.path ?? ""}`);
  }
}

it.each(["127.0.0.1", "[::1]"])("a page that is opened at %s in development leads to localhost", async (host) => {
  expect(await redirectOf(`http://${host}:4321/sign-in`)).toBe("http://localhost:4321/sign-in");
  expect(await redirectOf(`http://${host}:4321/`)).toBe("http://localhost:4321/");
  expect(await redirectOf(`http://${host}:4321/api/v1/me`)).toBeUndefined();
  expect(await redirectOf(`http://${host}:4321/sign-in`, { "sec-fetch-dest": "empty" })).toBeUndefined();
  expect(await redirectOf(`http://${host}:4321/sign-in`, undefined, "production")).toBeUndefined();
});

it("a page that is opened at localhost in development stays there", async () => {
  expect(await redirectOf("http://localhost:4321/sign-in")).toBeUndefined();
});
