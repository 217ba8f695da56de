/** The parts of the soak: its trend, its report, and its visitors, who use the real handlers for a moment. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Visitor } from "../bench/soak-activity";
import { hasGrown, type Series, toPicture, toText } from "../bench/soak-report";
import { ACTIVITIES, visit } from "../bench/soak-traffic";
import { growthOf } from "../bench/trend";
import { ALL_SCOPES, makePersonalToken, makePrincipal, makeProduct, PASSWORD } from "../setup/factories";
import { send } from "../setup/http";
import { startSocketServer } from "../setup/socket-server";

const samplesOf = (valueAt: (second: number) => number) =>
  Array.from({ length: 300 }, (_, seconds) => ({ seconds, value: valueAt(seconds) }));
const seriesOf = (valueAt: (second: number) => number): Series => {
  return { name: "memory", unit: " MB", samples: samplesOf(valueAt), limit: () => 10 };
};
const sawtooth = (second: number) => 200 + 30 * ((second % 20) / 20);

describe("growth", () => {
  it.each<[string, (second: number) => number, boolean]>([
    ["a constant value", () => 200, false],
    ["a value that rises and falls", sawtooth, false],
    ["a rise in the warm-up", (second) => Math.min(200, 100 + second), false],
    ["a single outlier at the end", (second) => (second > 295 ? 900 : 200), false],
    ["a leak under a value that rises and falls", (second) => sawtooth(second) + second / 5, true],
    ["a step in the middle that stays", (second) => (second > 210 ? 260 : 200), true],
  ])("%s is found: %3$s", (_name, valueAt, expected) => {
    expect(hasGrown(seriesOf(valueAt))).toBe(expected);
  });

  it("is that of the time after the warm-up", () => {
    const { usual = 0, growth = 0 } = growthOf(samplesOf((second) => 100 + second)) ?? {};
    expect([Math.round(usual), Math.round(growth)]).toEqual([310, 179]);
    expect(growthOf(samplesOf((second) => 100 + second).slice(0, 60))).toBeUndefined();
  });
});

describe("report", () => {
  const traffic = { times: new Map([["catalog", [1, 2, 3]]]), problems: new Map([["catalog: 500 instead of 200", 2]]) };
  const leak = seriesOf((second) => 100 + second);

  it("names what was unexpected and what has grown", () => {
    const text = toText("Soak", traffic, [leak, seriesOf(() => 5)]);
    expect(text).toContain("✗ 2 times catalog: 500 instead of 200");
    expect(text).toContain("✗ memory: 309.5 MB, +179 after the warm-up (limit +10)");
    expect(text).toContain("✓ memory: 5 MB, +0 after");
  });

  it("the picture has a line for each series", () => {
    expect(toPicture("Soak", [leak, leak]).match(/<polyline/g)).toHaveLength(2);
  });
});

describe("visitors", () => {
  let visitor: Visitor;
  beforeAll(async () => {
    const principal = await makePrincipal();
    const token = await makePersonalToken(principal, ...ALL_SCOPES);
    visitor = { address: "10.9.9.9", email: principal.email, password: PASSWORD, token };
    for (let count = 0; count < 8; count++) await makeProduct();
  });
  const aRound = { pauseMs: 0, goesOn: (turn: number) => turn < Object.keys(ACTIVITIES).length };

  it("get what they expect of the real handlers, in every activity", async () => {
    const page = async () => new Response("<!doctype html>");
    const server = await startSocketServer([
      ["", (path, init) => (path.startsWith("/api/") ? send(path, init) : page())],
    ]);
    const { times, problems } = await visit(server.origin, [visitor], aRound);
    expect([...problems]).toEqual([]);
    expect([...times.keys()].sort()).toEqual(Object.keys(ACTIVITIES).sort());
    server.stop();
  });

  it("note each activity that gets another answer", async () => {
    const server = await startSocketServer([["", async () => Response.json({}, { status: 500 })]]);
    const { problems } = await visit(server.origin, [visitor], aRound);
    expect([...problems.keys()]).toHaveLength(Object.keys(ACTIVITIES).length);
    server.stop();
  });
});
