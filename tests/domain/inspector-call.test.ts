import { expect, it, vi } from "vitest";
import { describeRequest, proceduresOf, traceIdOf, traceIdOfTiming } from "@/features/inspector/call";
import { addCall, clearCalls, findCall, updateCall } from "@/features/inspector/call-store";

const described = (path: string, headers: Record<string, string> = {}) =>
  describeRequest(new URL(path, "https://app.test"), new Headers(headers));

it("inspector: the procedures of a batch are those in its path", () => {
  expect(proceduresOf("/api/trpc/user.byId,user.list")).toEqual(["user.byId", "user.list"]);
  expect(proceduresOf("/api/trpc/user%2EbyId")).toEqual(["user.byId"]);
  expect(proceduresOf("/api/trpc/%E0%A4%A")).toEqual(["%E0%A4%A"]);
  expect(proceduresOf("/api/v1/users")).toEqual([]);
});

it("inspector: a navigation is a page, without Next's parameter", () => {
  expect(described("/users?search=a%20b&_rsc=1x", { rsc: "1" })).toMatchObject({
    kind: "page",
    label: "navigation",
    name: "/users?search=a+b",
  });
});

it("inspector: a call is named by its procedures or its path", () => {
  expect(described("/api/trpc/user.byId,user.list?batch=1")).toMatchObject({
    kind: "api",
    name: "user.byId, user.list",
  });
  expect(described("/api/v1/users?limit=5")).toMatchObject({ kind: "api", name: "/api/v1/users?limit=5" });
  expect(described("/icon.svg")).toMatchObject({ kind: "other", name: "/icon.svg" });
});

it("inspector: the trace id comes from traceparent, or from Server-Timing", () => {
  expect(traceIdOf("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")).toBe("0af7651916cd43dd8448eb211c80319c");
  expect(traceIdOf(null)).toBeUndefined();
  const timings = [
    { name: "guard", description: "" },
    { name: "trace", description: "0af7" },
  ] as PerformanceServerTiming[];
  expect(traceIdOfTiming(timings)).toBe("0af7");
});

it("inspector: the last 50 calls are kept, and a dropped one is not updated", () => {
  const call = { kind: "api", name: "a", procedures: [], method: "GET", url: "", requestHeaders: [] } as const;
  const ids = Array.from({ length: 51 }, () => addCall({ ...call, start: 0, startedAt: 0 }));
  const change = vi.fn(() => ({ status: 200 }));
  for (const id of ids) updateCall(id, change);
  expect(change).toHaveBeenCalledTimes(50);
  expect(findCall(({ id }) => id === ids[0])).toBeUndefined();
  expect(findCall(({ id }) => id === ids[50])).toMatchObject({ status: 200 });
  clearCalls();
  expect(findCall(() => true)).toBeUndefined();
});
