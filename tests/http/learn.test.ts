/** Every experiment of the explainer answers what its chapter claims: status, reason, headers, stop and stations. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Trace } from "@/domain/trace";
import { env } from "@/env";
import { collectEvents } from "@/features/learn/event-source";
import {
  type Answer,
  differencesOf,
  EXAMPLE_LAB,
  type Expected,
  type Experiment,
  expectedOf,
  headerOf,
  jsonOf,
  reasonOf,
  type Sandbox,
  type Step,
} from "@/features/learn/experiment";
import { EXPERIMENTS } from "@/features/learn/experiments";
import { labOf, runExperiment, type Sender, type SentRequest, waitFor } from "@/features/learn/run-experiment";
import { passageOfTrace, passageTo } from "@/features/learn/stations";

Object.assign(env(), { INSPECTOR: "true" });
const { startTracing } = await import("@/server/platform/trace-provider");
startTracing();
const { db } = await import("@/server/platform/db");
const { makeProduct, makeUser, PASSWORD } = await import("../setup/factories");
const { HOST, rest, send, signIn } = await import("../setup/http");
const { startSocketServer, traceOf } = await import("../setup/socket-server");

const { origin, stop } = await startSocketServer([["", send]]);
beforeAll(() => makeProduct({ stock: 10_000 }));
afterAll(() => void stop());

const SAFE = ["GET", "HEAD", "POST"];
const PLAIN_HEADERS = /^(accept|accept-language|content-language)$/i;
const PLAIN_TYPES = /^(text\/plain|application\/x-www-form-urlencoded|multipart\/form-data)/;

/** A response that a browser keeps from the page. */
class BlockedResponse extends TypeError {
  constructor(readonly response: Response) {
    super("Failed to fetch");
  }

  /** Its status and reason. */
  async describe(): Promise<string> {
    const reason = this.response.ok ? [] : [reasonOf(jsonOf({ body: await this.response.text() }))];
    return [this.response.status, ...reason].join(" ");
  }
}

/** Sends requests as a browser does, with its rules for frames of another origin (CORS, Fetch standard). */
function createSender(cookie: string | undefined): Sender {
  async function request(sent: SentRequest, signal: AbortSignal) {
    const isForeign = sent.via === "frame";
    const headers: Record<string, string> = {
      ...sent.headers,
      "sec-fetch-site": isForeign ? "cross-site" : "same-origin",
    };
    if (isForeign) headers.origin = "null";
    else if (sent.method !== "GET" && sent.method !== "HEAD") headers.origin = `http://${HOST}`;
    if (sent.as === "you" && cookie && !isForeign) headers.cookie = cookie; // SameSite=Lax: not from another site
    const isPlain = ([name, value]: [string, string]) =>
      PLAIN_HEADERS.test(name) || (/^content-type$/i.test(name) && PLAIN_TYPES.test(value));
    if (isForeign && !(SAFE.includes(sent.method) && Object.entries(sent.headers).every(isPlain))) {
      const asked = Object.keys(sent.headers).join(", ");
      const preflight = await fetch(origin + sent.path, {
        method: "OPTIONS",
        headers: {
          origin: "null",
          "access-control-request-method": sent.method,
          "access-control-request-headers": asked,
        },
      });
      if (!preflight.headers.has("access-control-allow-origin")) throw new BlockedResponse(preflight);
    }
    const init = { method: sent.method, headers, body: sent.body, signal, redirect: "manual" } as const;
    const response = await fetch(origin + sent.path, init);
    if (isForeign && !response.headers.has("access-control-allow-origin")) throw new BlockedResponse(response);
    return response;
  }
  const begin = (sent: SentRequest) => ({ url: origin + sent.path, start: performance.now(), ms: 0 });
  return {
    async send(sent) {
      const abort = new AbortController();
      const timer = sent.deadlineMs === undefined ? undefined : setTimeout(() => abort.abort(), sent.deadlineMs);
      try {
        const response = await request(sent, abort.signal);
        const { status, headers } = response;
        const body = await response.text();
        await waitFor(sent.delayMs ?? 0, abort.signal);
        return { ...begin(sent), outcome: "answered", status, headers: [...headers], body };
      } catch (error) {
        const outcome = abort.signal.aborted ? "aborted" : "blocked";
        const hidden = error instanceof BlockedResponse ? await error.describe() : undefined;
        return { ...begin(sent), outcome, headers: [], body: "", hidden };
      } finally {
        clearTimeout(timer);
      }
    },
    async open(sent) {
      const abort = new AbortController();
      const response = await request(sent, abort.signal);
      const { status, headers } = response;
      return collectEvents(response, { ...begin(sent), status, headers: [...headers] }, abort);
    },
  };
}

async function openSandbox(): Promise<Sandbox> {
  const response = await rest("POST /sandboxes", { json: {} });
  expect(response.status).toBe(201);
  return response.json();
}

async function traceOfAnswer(answer: Answer): Promise<Trace> {
  const { traceId } = traceOf(new Response(null, { headers: answer.headers.map(([name, value]) => [name, value]) }));
  const find = async () => (await send(`/api/inspector/${traceId}`)).json();
  await expect.poll(async () => (await find()).request?.isOpen).toBe(false);
  return find();
}

/** The stations that a claim names, without the database: a cached answer needs none. */
const stationsOf = ({ stations }: { stations: readonly string[] }) => stations.filter((it) => it !== "sql");

async function checkStations(step: Step, answers: readonly Answer[], isSignedIn: boolean) {
  const { status, stop, reaches } = expectedOf(step, isSignedIn);
  if (typeof status !== "number") return;
  for (const answer of answers.slice(0, 3)) {
    const found = passageOfTrace(await traceOfAnswer(answer));
    expect([step.title, found.stop?.name]).toEqual([step.title, stop]);
    expect([step.title, ...stationsOf(found)]).toEqual([step.title, ...stationsOf(passageTo(stop, reaches))]);
  }
}

async function check(experiment: Experiment, isSignedIn: boolean) {
  const { email } = await makeUser();
  const { cookie } = isSignedIn ? await signIn(email, PASSWORD) : { cookie: undefined };
  const sandbox = experiment.withoutSandbox ? EXAMPLE_LAB.sandbox : await openSandbox();
  const exchanges = await runExperiment(experiment, sandbox, createSender(cookie), () => {});
  const differences = experiment.steps.map((step, index) => [
    step.title,
    ...differencesOf(step, exchanges[index]?.answers ?? [], isSignedIn, labOf(sandbox, exchanges)),
  ]);
  expect(differences).toEqual(experiment.steps.map(({ title }) => [title]));
  for (const [index, step] of experiment.steps.entries()) {
    await checkStations(step, exchanges[index]?.answers ?? [], isSignedIn);
  }
  if (experiment.withoutSandbox) return;
  await rest(`DELETE /sandboxes/${sandbox.id}`, { token: sandbox.accessToken });
  const left = await db.user.count({ where: { email: sandbox.email } });
  expect(left, "the sandbox is closed").toBe(0);
}

/** Also of a stream, whose status was sent before. */
const isRefusal = ({ status, events }: Expected) =>
  (typeof status === "number" && status >= 400) || events?.at(-1) === "serialized-error";

const usesOwnAccount = ({ steps }: Experiment) => steps.some(({ request }) => request(EXAMPLE_LAB).as === "you");

describe.each(Object.entries(EXPERIMENTS))("%s", (_, experiments) => {
  for (const experiment of experiments) {
    it(`${experiment.id}: as claimed for a guest`, () => check(experiment, false));
    if (usesOwnAccount(experiment)) it(`${experiment.id}: as claimed, signed in`, () => check(experiment, true));

    it(`${experiment.id}: every refusal names its stop, and hostile steps are refused`, () => {
      for (const step of experiment.steps) {
        const expected = [false, true].map((isSignedIn) => expectedOf(step, isSignedIn));
        for (const it of expected) {
          expect([step.title, it.stop !== undefined]).toEqual([step.title, isRefusal(it)]);
        }
        if (step.isHostile) {
          const isTaken = expected[0]?.status === 200 && !isRefusal(expected[0]);
          expect([step.title, isTaken]).toEqual([step.title, false]);
        }
      }
      expect(experiment.options[experiment.answer]).toBeDefined();
    });
  }
});

it("headers of an answer are read in any case", () => {
  expect(headerOf({ headers: [["etag", "x"]] }, "ETag")).toBe("x");
});
