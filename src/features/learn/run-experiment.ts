import {
  type Answer,
  type Experiment,
  expectedOf,
  headerOf,
  jsonOf,
  type Lab,
  type LabRequest,
  type Sandbox,
  valueAt,
} from "./experiment";

/** A stream that is open until the experiment ends. */
export type OpenStream = {
  /** Its answer, once it has as many events; with fewer if it ends before. */
  finish: (events: number) => Promise<Answer>;
  close: () => void;
};

/** How requests are sent: by a browser, or by a test. */
export type Sender = {
  send: (request: SentRequest) => Promise<Answer>;
  /** Resolves once the stream has begun. */
  open: (request: SentRequest) => Promise<OpenStream>;
};

/** As it goes over HTTP. */
export type SentRequest = Pick<LabRequest, "as" | "method" | "path" | "via" | "delayMs" | "deadlineMs"> & {
  headers: Record<string, string>;
  body?: string;
};

/** Waits as long as a slow network would. @throws once the page has given up */
export function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

export type Exchange = { request: SentRequest; answers: readonly Answer[] };

/** Adds the token of the sandbox and the type of the body. Headers of the experiment count more. */
export function toSentRequest(
  { as, method, path, headers, body, via, delayMs, deadlineMs }: LabRequest,
  sandbox: Sandbox,
): SentRequest {
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body, null, 2);
  return {
    as,
    method,
    path,
    via,
    delayMs,
    deadlineMs,
    headers: {
      ...(as === "sandbox" && { Authorization: `Bearer ${sandbox.accessToken}` }),
      ...(text !== undefined && { "Content-Type": "application/json" }),
      ...headers,
    },
    body: text,
  };
}

/** What a step can use after these exchanges. */
export function labOf(sandbox: Sandbox, exchanges: readonly Exchange[]): Lab {
  const answerOf = (step: number) => exchanges[step]?.answers[0] ?? { headers: [], body: "" };
  return {
    sandbox,
    field: (step, path) => String(valueAt(jsonOf(answerOf(step)), path) ?? ""),
    header: (step, name) => headerOf(answerOf(step), name) ?? "",
  };
}

/**
 * Sends the requests of an experiment, one step after another.
 * @param onExchange called with each step's exchange; a stream's comes once it has ended
 */
export async function runExperiment(
  experiment: Experiment,
  sandbox: Sandbox,
  { send, open }: Sender,
  onExchange: (step: number, exchange: Exchange) => void,
): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  const streams: { step: number; request: SentRequest; stream: OpenStream }[] = [];
  const note = (step: number, exchange: Exchange) => {
    exchanges[step] = exchange;
    onExchange(step, exchange);
  };
  try {
    for (const [step, { request: make, times = 1 }] of experiment.steps.entries()) {
      const request = toSentRequest(make(labOf(sandbox, exchanges)), sandbox);
      if (request.via === "stream") streams.push({ step, request, stream: await open(request) });
      else note(step, { request, answers: await Promise.all(Array.from({ length: times }, () => send(request))) });
    }
    for (const { step, request, stream } of streams) {
      const { events = [] } = expectedOf(experiment.steps[step] as never, false);
      note(step, { request, answers: [await stream.finish(events.length)] });
    }
  } finally {
    for (const { stream } of streams) stream.close();
  }
  return exchanges;
}
