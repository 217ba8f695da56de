/** Calls of a service on loopback, and what is expected of those that fail. */
import { expect } from "vitest";
import { z } from "zod";
import { callOutside, type OutsideCall, type OutsideService } from "@/server/platform/outbound";
import { logged } from "../setup/database";

export const schema = z.object({ price: z.number() });
export const ANSWER = { price: 5 };
/** Generous, so that only what a test shortens can end a call. */
const PATIENT = { deadlineMs: 60_000, tryMs: 60_000, backoffMs: 1 };

type Limits = OutsideService["limits"];
export type Call = Partial<OutsideCall<z.output<typeof schema>>>;

export const serviceAt = (url: string, limits?: Limits): OutsideService => ({
  name: crypto.randomUUID(),
  url,
  failure: "Prices are unavailable. Try again shortly.",
  limits: { ...PATIENT, ...limits },
});
export const callService = (service: OutsideService, call: Call = {}) =>
  callOutside(service, { path: "/price", schema, ...call });

export const lines = (event: string) => logged.map((line) => JSON.parse(line)).filter((line) => line.event === event);
export const UNAVAILABLE = {
  code: "SERVICE_UNAVAILABLE",
  reason: "OUTSIDE_SERVICE",
  message: "Prices are unavailable. Try again shortly.",
};

/** Calls a service that fails, and expects an error that says nothing of the cause, and one line of the log that does. */
export async function expectFailure(service: OutsideService, line: { tries: number; why: string }, call?: Call) {
  const error = await callService(service, call).catch((cause: unknown) => cause);
  expect(error).toMatchObject(UNAVAILABLE);
  expect((error as Error).cause).toBeUndefined();
  expect(lines("outbound.failed")).toMatchObject([{ service: service.name, ms: expect.any(Number), ...line }]);
}
