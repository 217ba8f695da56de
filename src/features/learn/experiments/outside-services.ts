import { TEST_POSTAL_CODES } from "@/domain/shipping";
import type { Expected, Experiment, LabRequest, Step } from "../experiment";

const { fails, recovers, slow, nonsense } = TEST_POSTAL_CODES;

const askRates = (postalCode: string): LabRequest => ({
  as: "nobody",
  method: "GET",
  path: `/api/v1/shipping-rates?country=DE&postalCode=${encodeURIComponent(postalCode)}`,
});

const RATES: Expected = { status: 200, body: { "items.0.service": "Standard" } };
const UNAVAILABLE: Expected = {
  status: 503,
  reason: "OUTSIDE_SERVICE",
  stop: "service",
  headers: ["retry-after"],
};

const step = (title: string, postalCode: string, expected: Expected): Step => ({
  title,
  request: () => askRates(postalCode),
  expected,
});

export const outsideServices: readonly Experiment[] = [
  {
    id: "retries",
    question: "A carrier fails twice and then works. The page has sent one request. What comes back?",
    options: ["503: the first try has failed", "200, a little later", "500: nobody has expected that"],
    answer: 1,
    why: "Reading rates twice does no harm, so the server repeats its request after a short wait.",
    steps: [
      step("A carrier that works", "10115", RATES),
      step("A carrier that fails twice", recovers, RATES),
      {
        title: "A postal code that is a path",
        isHostile: true,
        request: () => askRates("../../admin"),
        expected: { status: 400, reason: "BAD_REQUEST", stop: "input" },
      },
    ],
    code: [
      "src/server/services/shipping.ts#listShippingRates",
      "src/server/platform/outbound.ts#callOutside",
      "src/server/platform/outbound-policies.ts#retryPolicy",
    ],
    tests: [
      "tests/api/shipping.test.ts#00503 fails twice in each call, then works",
      "tests/http/outbound.test.ts#is reported after the last retry: the cause is only in the log",
    ],
    withoutSandbox: true,
  },
  {
    id: "deadline",
    question: "One carrier answers after four seconds, another one at once, but nonsense. What does the page get?",
    options: [
      "The rates after four seconds, and the nonsense",
      "503 twice, the first after about two seconds",
      "503 for the slow one, 200 for the nonsense",
    ],
    answer: 1,
    why: "All tries of a call together have two seconds. JSON of another shape is a failure of the carrier, so the page never sees it.",
    steps: [
      step("A carrier that is too slow", slow, UNAVAILABLE),
      step("A carrier that answers nonsense", nonsense, UNAVAILABLE),
    ],
    code: [
      "src/domain/shipping.ts#CARRIER_LIMITS",
      "src/domain/shipping.schema.ts#CarrierRates",
      "src/server/platform/outbound-policies.ts#runWithin",
    ],
    tests: [
      "tests/http/outbound-limits.test.ts#the deadline ends the tries: not each of them has one of its own",
      "tests/api/shipping.test.ts#00408 answers after the deadline",
      "tests/api/shipping.test.ts#00200 answers JSON of another shape",
    ],
    withoutSandbox: true,
  },
  {
    id: "circuit-breaker",
    question: "A carrier always fails, and you ask it three times in a row. Does the third call still reach it?",
    options: [
      "Yes: each call is tried three times",
      "Yes, but without retries",
      "No: the server refuses the call by itself",
    ],
    answer: 2,
    why: "After five failed tries in a row, calls are refused for five seconds without a request: compare the times. Other carriers are not affected.",
    steps: [
      step("Ask a carrier that fails", fails, UNAVAILABLE),
      step("Ask it again", fails, UNAVAILABLE),
      step("Ask it a third time", fails, UNAVAILABLE),
      step("Ask another carrier", "10115", RATES),
    ],
    code: [
      "src/server/platform/outbound-policies.ts#stateOf",
      "src/server/platform/outbound.ts#callOutside",
      "src/server/services/shipping.ts#demoCarrier",
    ],
    tests: [
      "tests/api/shipping.test.ts#00500 fails until its circuit breaker opens; other postal codes are not affected",
      "tests/http/outbound-breaker.test.ts#opens after failures in a row: calls are refused without a request, and with one line in all",
      "tests/http/outbound-breaker.test.ts#sends one probe after its pause, and opens again if that fails",
    ],
    withoutSandbox: true,
  },
];
