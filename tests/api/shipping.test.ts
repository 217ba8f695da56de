/** Shipping rates from a carrier: of the demo, whose postal codes for tests fail, or at SHIPPING_URL. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CARRIER_LIMITS, TEST_POSTAL_CODES } from "@/domain/shipping";
import { env } from "@/env";
import { LOCAL_PATH } from "@/server/platform/tracing";
import { logged } from "../setup/database";
import { callerOf } from "../setup/factories";
import { rest } from "../setup/http";
import { answerJson, startService } from "../setup/outside-service";

const anonymous = callerOf(null);
const ratesTo = (postalCode: string) => anonymous.shipping.rates({ country: "DE", postalCode });
const outcomeOf = (postalCode: string) =>
  ratesTo(postalCode).then(
    () => "OK",
    (error) => [error.code, error.reason, error.message],
  );
const UNAVAILABLE = ["SERVICE_UNAVAILABLE", "OUTSIDE_SERVICE", "Shipping rates are unavailable. Try again shortly."];

/** The requests that the demo carrier has received. */
let received = 0;
const count = (message: unknown) => {
  const { url } = (message as { request: IncomingMessage }).request;
  if (url?.startsWith(LOCAL_PATH)) received++;
};
const receivedBy = async (work: () => Promise<unknown>) => {
  const before = received;
  await work();
  return received - before;
};

/** Servers that keep this process alive. */
const countServers = () => process.getActiveResourcesInfo().filter((it) => it === "TCPServerWrap").length;
const otherServers = countServers();

const [settings, limits] = [{ SHIPPING_URL: undefined, ...env() }, { ...CARRIER_LIMITS }];
beforeEach(() => subscribe("http.server.request.start", count));
afterEach(() => {
  unsubscribe("http.server.request.start", count);
  Object.assign(env(), settings);
  Object.assign(CARRIER_LIMITS, limits);
  vi.useRealTimers();
});

describe("the demo carrier", () => {
  it("has rates that depend on the address only, the cheapest first", async () => {
    const { items } = await ratesTo("10115");
    expect(items.map(({ service }) => service)).toEqual(["Standard", "Express"]);
    expect(await ratesTo("10115")).toEqual({ items });
    expect(await ratesTo("10117")).not.toEqual({ items });
    expect(await anonymous.shipping.rates({ country: "AT", postalCode: "10115" })).not.toEqual({ items });
  });

  it("is one server, which does not keep the process alive", async () => {
    expect(await receivedBy(() => Promise.all([ratesTo("10115"), ratesTo("10117")]))).toBe(2);
    expect(countServers()).toBe(otherServers);
  });

  it("00503 fails twice in each call, then works", async () => {
    const { recovers } = TEST_POSTAL_CODES;
    const { items } = await ratesTo(recovers);
    expect(items).toHaveLength(2);
    expect(await receivedBy(() => ratesTo(recovers))).toBe(3);
    expect(await receivedBy(() => Promise.all([ratesTo(recovers), ratesTo(recovers)]))).toBe(6);
  });

  it("00503 works in 6 parallel calls, whose tries fail in a row", async () => {
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => outcomeOf(TEST_POSTAL_CODES.recovers)));
    expect(outcomes).toEqual(Array(6).fill("OK"));
  });

  it("00500 fails until its circuit breaker opens; other postal codes are not affected", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const tries = async () => receivedBy(async () => expect(await outcomeOf("00500")).toEqual(UNAVAILABLE));
    expect([await tries(), await tries(), await tries()]).toEqual([3, 2, 0]);
    expect([await outcomeOf("00503"), await outcomeOf("10115")]).toEqual(["OK", "OK"]);
    vi.setSystemTime(Date.now() + CARRIER_LIMITS.pauseMs);
    expect([await tries(), await tries()]).toEqual([1, 0]);
  });

  it("00200 answers JSON of another shape", async () => {
    expect(await receivedBy(async () => expect(await outcomeOf("00200")).toEqual(UNAVAILABLE))).toBe(1);
    expect(logged.find((line) => line.includes("outbound.failed"))).toContain("wrong-shape");
    expect(logged.map((line) => JSON.parse(line).level).filter((level) => level >= 50)).toEqual([]);
  });

  it("00408 answers after the deadline", async () => {
    Object.assign(CARRIER_LIMITS, { deadlineMs: 150, tryMs: 60 });
    expect(await outcomeOf("00408")).toEqual(UNAVAILABLE);
    expect(logged.find((line) => line.includes("outbound.failed"))).toMatch(/deadline|time-out/);
  });
});

describe("SHIPPING_URL", () => {
  it("is where the rates come from", async () => {
    const rates = [9, 5].map((priceCents) => ({ service: "Parcel", carrier: "Post", priceCents, days: 2 }));
    const { url, requests } = await startService((response) => answerJson(response, { rates }));
    Object.assign(env(), { SHIPPING_URL: `${url}/v1` });
    expect(await receivedBy(async () => expect(await ratesTo("00500")).toEqual({ items: rates.toReversed() }))).toBe(0);
    expect(requests).toMatchObject([{ method: "GET", url: "/v1/rates?country=DE&postalCode=00500" }]);
  });

  it("unset in production, there are no rates, and the answer says why", async () => {
    Object.assign(env(), { NODE_ENV: "production" });
    const message = "Shipping rates are not set up on this server: SHIPPING_URL is missing.";
    expect(await receivedBy(async () => expect(await outcomeOf("10115")).toContain(message))).toBe(0);
  });

  it("demo works in production, too", async () => {
    Object.assign(env(), { NODE_ENV: "production", SHIPPING_URL: "demo" });
    expect(await outcomeOf("10115")).toBe("OK");
  });
});

it("over REST, a failing carrier is 503 with Retry-After, and no call of its rate limit", async () => {
  const get = (postalCode: string) => rest(`GET /shipping-rates?country=DE&postalCode=${postalCode}`);
  const left = (response: Response) => Number(/r=(\d+)/.exec(response.headers.get("ratelimit") ?? "")?.[1]);
  const before = left(await get("10115"));
  const failed = await get("00200");
  expect([failed.status, failed.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(await failed.json()).toMatchObject({ reason: "OUTSIDE_SERVICE", detail: UNAVAILABLE[2] });
  expect(left(await get("10115"))).toBe(before - 1);
});

it("a client that leaves ends the request to the carrier", async () => {
  const client = new AbortController();
  let closed: Promise<unknown> | undefined;
  const { url } = await startService((response) => {
    closed = new Promise((resolve) => response.once("close", resolve));
    client.abort();
  });
  Object.assign(env(), { SHIPPING_URL: url });
  Object.assign(CARRIER_LIMITS, { deadlineMs: 60_000, tryMs: 60_000 });
  const { status } = await rest("GET /shipping-rates?country=DE&postalCode=10115", { signal: client.signal });
  expect(status).toBe(499);
  await closed;
});

it.each(["", "1", "12345678901", "10 115 ", "-115", "<b>1</b>", "10115\n"])(
  "the postal code %j is refused",
  async (postalCode) => {
    expect(await receivedBy(() => ratesTo(postalCode).catch((error) => expect(error.code).toBe("BAD_REQUEST")))).toBe(
      0,
    );
  },
);
