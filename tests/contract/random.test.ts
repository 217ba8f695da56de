/** Random inputs and paths at the app's own endpoints. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appRouter } from "@/server/routers/_app";
import { send } from "../setup/http";
import { app } from "./app";
import { anyAddress, RUNS, serverErrors, testRandomInputs } from "./random";

testRandomInputs(app, appRouter._def.procedures as never);

describe("random paths", () => {
  it("cause no server error, and every response has a request id", async () => {
    const known = Object.keys(app.document.paths).flatMap((path) => path.split("/").filter(Boolean));
    const segment = fc.oneof(fc.constantFrom(...known, "..", "%2e", "%", "%00", "__proto__", ""), fc.webSegment());
    const method = fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD");
    const bases = fc.constantFrom("/api/v1", "/api/trpc", "/api/auth");
    await fc.assert(
      fc.asyncProperty(bases, fc.array(segment, { maxLength: 4 }), method, async (base, segments, verb) => {
        const path = [base, ...segments].join("/");
        fc.pre(new URL(path, "http://x").pathname.startsWith(base)); // other paths are pages
        const response = await send(path, { method: verb, headers: anyAddress() });
        expect(response.status).toBeLessThan(500);
        expect(response.headers.get("x-request-id")).toBeTruthy();
      }),
      { numRuns: RUNS * 3 },
    );
    expect(serverErrors()).toEqual([]);
  });
});
