/**
 * An experiment: requests to the running server, and what they must answer. Plain data and pure functions: the page runs
 * it in the browser (send.ts), and tests/http/learn.test.ts over HTTP, where every claim is checked.
 */
import type { RouterOutputs } from "@/trpc/client";
import type { Station, Stop } from "./stations";

export type Experiment = {
  /** Unique in its chapter. */
  id: string;
  /** What the reader predicts. */
  question: string;
  options: readonly string[];
  /** The index of the right option. */
  answer: number;
  /** Why, in one or two sentences; shown after the run. */
  why: string;
  steps: readonly Step[];
  /** No step uses the sandbox: none is opened. */
  withoutSandbox?: true;
  /** The code that answered, from the outside in: src/server/http/guard.ts#handleGuarded (scripts/sources.mjs). */
  code: readonly string[];
  /** The tests that prove it: a file and a title. */
  tests: readonly string[];
};

export type Step = {
  title: string;
  /** Requests that a server must refuse are hostile. */
  isHostile?: true;
  request: (lab: Lab) => LabRequest;
  /** Requests that are sent at once; one by default. */
  times?: number;
  /** Of a large JSON body, the value that is shown. */
  part?: string;
  /** What each request must answer; it may depend on the session of the reader's own account, and on earlier answers. */
  expected: Expected | ((isSignedIn: boolean, lab: Lab) => Expected);
};

/** A request of the page. `sandbox` has its bearer token, `you` the cookie of this browser, `nobody` neither. */
export type LabRequest = {
  as: "sandbox" | "you" | "nobody";
  method: string;
  /** With its query. */
  path: string;
  headers?: Record<string, string>;
  /** Sent as JSON. Text is sent as it is. */
  body?: unknown;
  /** `frame`: from a sandboxed frame, which has an origin of its own. `stream`: server-sent events, read until the end of the experiment. */
  via?: "frame" | "stream";
  /** A slow network: the answer reaches the page these milliseconds later. */
  delayMs?: number;
  /** The page gives up after these milliseconds. */
  deadlineMs?: number;
};

export type Expected = {
  /** How often each status comes, if several are sent at once. `blocked`: the browser shows no answer to the page. */
  status: number | Readonly<Record<number, number>> | "blocked" | "aborted";
  /** `reason` of the error, or else its `code`. */
  reason?: string;
  /** Where the server refuses it, as the trace names it: for each status of 400 and above. */
  stop?: Stop;
  /** The last station that it reaches, if that follows neither from the stop nor from a success. */
  reaches?: Station;
  /** What the server answers to a blocked request, status and reason: `403 CORS_REFUSED`. Only tests see it. */
  hidden?: string;
  /** Headers that the answer has: `etag`, or with its value `cache-control: private, no-store`. */
  headers?: readonly string[];
  /** Fields of the JSON body; of a stream, those of its last event. */
  body?: Readonly<Record<string, unknown>>;
  /** Fields that the JSON body has, whatever their values. */
  fields?: readonly string[];
  /** A stream's events, in their order: `connected`, or with its id `message 9`. */
  events?: readonly string[];
};

/** What `sandbox.open` returns. */
export type Sandbox = Omit<RouterOutputs["sandbox"]["open"], "expiresAt">;

/** What a step can use: the sandbox, and values of earlier answers. */
export type Lab = {
  sandbox: Sandbox;
  /** A field of the JSON body of an earlier step, by its index: `lab.field(0, "id")`, `lab.field(0, "items.0.id")`. */
  field: (step: number, path: string) => string;
  header: (step: number, name: string) => string;
};

export type StreamEvent = { type: string; data: string; id?: string };

export type Answer = {
  outcome: "answered" | "blocked" | "aborted";
  status?: number;
  headers: readonly (readonly [name: string, value: string])[];
  body: string;
  /** Milliseconds from the page's view, and the start since its time origin. */
  ms: number;
  start: number;
  url: string;
  events?: readonly StreamEvent[];
  /** As that of Expected. A page never has it. */
  hidden?: string;
};

export const headerOf = ({ headers }: Pick<Answer, "headers">, name: string) =>
  headers.find(([it]) => it === name.toLowerCase())?.[1];

/** The JSON of a body, and of a stream that of its last event; undefined for other text. */
export function jsonOf({ body, events }: Pick<Answer, "body" | "events">): unknown {
  try {
    return JSON.parse(events?.at(-1)?.data ?? body);
  } catch {
    return undefined;
  }
}

/** A value in nested objects and lists: `items.0.id`. */
export const valueAt = (value: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((it, key) => (it as Record<string, unknown> | undefined | null)?.[key], value);

const placeholder = (name: string) => `{${name}}`;

/** For requests that are shown before they are sent: names in braces instead of values. */
export const EXAMPLE_LAB: Lab = {
  sandbox: {
    id: placeholder("sandbox"),
    email: placeholder("email"),
    password: placeholder("password"),
    accessToken: placeholder("token"),
    expiredToken: placeholder("expired token"),
    orderId: placeholder("your order"),
    shippedOrderId: placeholder("your shipped order"),
    strangersOrderId: placeholder("a stranger's order"),
    productId: placeholder("product"),
    productName: placeholder("product"),
    priceCents: 0,
  },
  field: (_, path) => placeholder(path.split(".").at(-1) ?? ""),
  header: (_, name) => placeholder(name),
};

export const expectedOf = ({ expected }: Step, isSignedIn: boolean, lab: Lab = EXAMPLE_LAB): Expected =>
  typeof expected === "function" ? expected(isSignedIn, lab) : expected;

/** How often each status came; without an answer, the outcome. */
export function tallyOf(answers: readonly Answer[]): Record<string, number> {
  const tally: Record<string, number> = {};
  for (const { outcome, status } of answers) {
    const key = String(status ?? outcome);
    tally[key] = (tally[key] ?? 0) + 1;
  }
  return tally;
}

/** `1 × 200, 49 × 409`; of a single answer the status alone. */
export function formatTally(tally: Readonly<Record<string, number>>): string {
  const entries = Object.entries(tally);
  if (entries.length === 1 && entries[0]?.[1] === 1) return entries[0][0];
  return entries.map(([status, count]) => `${count} × ${status}`).join(", ");
}

const tallyExpected = ({ status }: Expected, times: number): Record<string, number> =>
  typeof status === "object" ? { ...status } : { [status]: times };

/** What was expected of a step, in words. */
export const describeExpected = (step: Step, isSignedIn: boolean): string => {
  const expected = expectedOf(step, isSignedIn);
  const tally = formatTally(tallyExpected(expected, step.times ?? 1));
  const hidden = expected.hidden && `the server answers ${expected.hidden}`;
  return [tally, expected.reason, hidden, expected.events?.join(", ")].filter(Boolean).join(" · ");
};

/** How the answers of a step differ from what was expected; empty if they don't. @param lab after the experiment */
export function differencesOf(step: Step, answers: readonly Answer[], isSignedIn: boolean, lab?: Lab): string[] {
  const expected = expectedOf(step, isSignedIn, lab);
  const found: string[] = [];
  const [wanted, got] = [tallyExpected(expected, step.times ?? 1), tallyOf(answers)];
  const keys = new Set([...Object.keys(wanted), ...Object.keys(got)]);
  if ([...keys].some((key) => wanted[key] !== got[key])) {
    found.push(`Expected ${formatTally(wanted)}, got ${formatTally(got)}.`);
  }
  for (const answer of typeof expected.status === "object" ? [] : answers) {
    const json = jsonOf(answer);
    if (step.part && valueAt(json, step.part) === undefined) found.push(`Expected the field ${step.part}.`);
    if (expected.reason !== undefined && reasonOf(json) !== expected.reason) {
      found.push(`Expected ${expected.reason}, got ${reasonOf(json) ?? "no reason"}.`);
    }
    for (const header of expected.headers ?? []) {
      const [name = "", wanted] = header.split(/: (.*)/);
      const value = headerOf(answer, name);
      if (value === undefined || (wanted ?? value) !== value) found.push(`Expected the header ${header}.`);
    }
    for (const [path, value] of Object.entries(expected.body ?? {})) {
      const actual = valueAt(json, path);
      if (JSON.stringify(actual) !== JSON.stringify(value)) {
        found.push(`Expected ${path} to be ${JSON.stringify(value)}, got ${JSON.stringify(actual)}.`);
      }
    }
    for (const name of expected.fields ?? []) {
      if (valueAt(json, name) === undefined) found.push(`Expected the field ${name}.`);
    }
    if (answer.hidden !== expected.hidden && answer.hidden !== undefined) {
      found.push(`Expected the server to answer ${expected.hidden}, got ${answer.hidden}.`);
    }
    if (expected.events && !areAsExpected(answer.events ?? [], expected.events)) {
      const got = answer.events?.map(nameOfEvent).join(", ");
      found.push(`Expected the events ${expected.events.join(", ")}; got ${got || "none"}.`);
    }
  }
  return found;
}

const nameOfEvent = ({ type, id }: StreamEvent) => (id ? `${type} ${id}` : type);

const areAsExpected = (events: readonly StreamEvent[], names: readonly string[]) =>
  events.length === names.length &&
  events.every((event, index) => [event.type, nameOfEvent(event)].includes(names[index] ?? ""));

/** The status of an answer. The HTTP status of a stream was sent before it failed: its error has another one. */
export const statusOf = (answer: Answer): number =>
  Number(valueAt(jsonOf(answer), "json.data.httpStatus") ?? answer.status ?? 0);

/** The reason of an error, over REST and over tRPC, of a batch that of its first call; else its code. */
export function reasonOf(json: unknown): string | undefined {
  const first = Array.isArray(json) ? json[0] : json;
  const error = valueAt(first, "error.json.data") ?? valueAt(first, "json.data") ?? json;
  const found = valueAt(error, "reason") ?? valueAt(error, "code");
  return found === undefined || found === null ? undefined : String(found);
}
