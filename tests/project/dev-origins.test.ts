/** The hosts at which a development server may be opened. Next refuses its scripts and its websocket elsewhere. */
import { hostname, networkInterfaces } from "node:os";
import { blockCrossSiteDEV } from "next/dist/server/lib/router-utils/block-cross-site-dev";
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
