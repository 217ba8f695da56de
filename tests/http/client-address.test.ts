/** The address of the client behind proxies: the key of anonymous rate limits. */
import { describe, expect, it } from "vitest";
import { clientAddress } from "@/server/http/client-address";
import { freshServer } from "../setup/fresh-server";

describe("client address", () => {
  const of = (forwarded?: string) =>
    clientAddress(new Headers(forwarded === undefined ? {} : { "x-forwarded-for": forwarded }));

  it("is the entry of the trusted proxy, never the client's own claim", () => {
    expect(of("203.0.113.9, 127.0.0.1")).toBe("203.0.113.9");
    expect(of("1.1.1.1, 2.2.2.2, 203.0.113.9, 127.0.0.1")).toBe("203.0.113.9");
  });

  it("IPv6: the /64 network in any notation; IPv4-mapped: the IPv4 address", () => {
    const network = "2001:db8:1:2::/64";
    for (const text of ["2001:db8:1:2::1", "2001:0DB8:0001:0002:ffff:ffff:ffff:ffff", "2001:db8:1:2:3:4:5:6"]) {
      expect(of(`${text}, ::1`)).toBe(network);
    }
    expect(of("::1, x")).toBe("0:0:0:0::/64");
    expect(of("fe80::1%eth0, x")).toBe("fe80:0:0:0::/64");
    expect(of("::ffff:192.0.2.1, x")).toBe("192.0.2.1");
  });

  it("is read with ports, brackets, quotes and zones, as proxies write them", () => {
    for (const text of [
      "203.0.113.7:4711",
      '"203.0.113.7:4711"',
      " 203.0.113.7 ",
      "::ffff:203.0.113.7",
      "[::ffff:cb00:7107]:1",
    ]) {
      expect([text, of(`${text}, x`)]).toEqual([text, "203.0.113.7"]);
    }
    for (const address of [
      "2001:db8:1:2::1",
      "[2001:db8:1:2::1]",
      "[2001:db8:1:2::1]:80",
      '"[2001:DB8:1:2::1%eth0.1]:80"',
    ]) {
      expect([address, of(`${address}, x`)]).toEqual([address, "2001:db8:1:2::/64"]);
    }
  });

  it("on Vercel: x-vercel-forwarded-for", async () => {
    const server = await freshServer({ VERCEL: "1" });
    const { clientAddress } = await import("@/server/http/client-address");
    const headers = new Headers({
      "x-forwarded-for": "203.0.113.1, 203.0.113.2",
      "x-vercel-forwarded-for": "203.0.113.9",
    });
    expect(clientAddress(headers)).toBe("203.0.113.9");
    await server.db.$disconnect();
  });

  it("behind an unconfigured proxy: the proxy's address, and one log line about TRUSTED_PROXIES", async () => {
    const server = await freshServer({ TRUSTED_PROXIES: "0" });
    const { clientAddress } = await import("@/server/http/client-address");
    const headers = new Headers({ "x-forwarded-for": "203.0.113.9, 192.0.2.1" });
    expect([clientAddress(headers), clientAddress(headers)]).toEqual(["192.0.2.1", "192.0.2.1"]);
    expect(server.lines.filter((line) => line.includes("set TRUSTED_PROXIES"))).toHaveLength(1);
    await server.db.$disconnect();
  });

  it("invalid addresses are unknown, share one limit, and are logged once", async () => {
    const server = await freshServer({});
    const { clientAddress } = await import("@/server/http/client-address");
    const invalid = [
      "unknown",
      "x",
      "999.1.1.1",
      "1.2.3",
      "0x7f.0.0.1",
      "1.2.3.4:",
      "[::1",
      "[1.2.3.4:80",
      "1::2::3",
      "_hidden",
      "",
    ];
    for (const hop of invalid) {
      expect([hop, clientAddress(new Headers({ "x-forwarded-for": `${hop}, y` }))]).toEqual([hop, "unknown"]);
    }
    for (const headers of [{}, { "x-forwarded-for": "203.0.113.9" }]) {
      expect(clientAddress(new Headers(headers as HeadersInit))).toBe("unknown"); // fewer hops than TRUSTED_PROXIES
    }
    const lines = server.lines.filter((line) => line.includes("address.unreadable"));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 40, hop: "unknown" }]);
    await server.db.$disconnect();
  });
});
