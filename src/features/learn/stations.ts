import type { Trace, TraceSpan } from "@/domain/trace";

/** Where a request can be, from the outside in. */
export const STATIONS = {
  guard: "Guard",
  identity: "Identity",
  procedure: "Procedure",
  service: "Service",
  sql: "SQL",
} as const;
export type Station = keyof typeof STATIONS;

/** What can refuse a request, as its trace names it, and the station that it belongs to. */
const STOPS = {
  guard: "guard",
  endpoint: "guard",
  router: "procedure",
  rateLimit: "procedure",
  requireScope: "procedure",
  requireUser: "procedure",
  requireAdmin: "procedure",
  idempotency: "procedure",
  input: "procedure",
  requireOwner: "procedure",
  service: "service",
} as const satisfies Record<string, Station>;
export type Stop = keyof typeof STOPS;

export type Passage = {
  /** Lit: the request was there. */
  stations: readonly Station[];
  /** What refused it, and where. */
  stop?: { name: Stop; at: Station };
};

const ORDER = Object.keys(STATIONS) as Station[];

/** By reason or code of an error; what is not listed was refused by a service. */
const STOP_OF: Record<string, Stop> = {
  CROSS_SITE: "guard",
  WRONG_ADDRESS: "guard",
  CORS_REFUSED: "guard",
  BODY_TOO_LARGE: "guard",
  WRONG_CONTENT_TYPE: "guard",
  UNSUPPORTED_MEDIA_TYPE: "guard",
  RATE_LIMITED: "rateLimit",
  INSUFFICIENT_SCOPE: "requireScope",
  UNAUTHORIZED: "requireUser",
  TOKEN_INVALID: "requireUser",
  FORBIDDEN: "requireAdmin",
  KEY_REUSED: "service",
  BAD_REQUEST: "input",
  NOT_FOUND: "requireOwner",
};

/** The stations up to a stop. @param reaches the last one, if it is another; by default all of them without a stop */
export function passageTo(stop: Stop | undefined, reaches: Station = stop ? STOPS[stop] : "sql"): Passage {
  const stations = ORDER.slice(0, ORDER.indexOf(reaches) + 1);
  return stop ? { stations, stop: { name: stop, at: STOPS[stop] } } : { stations };
}

/** The passage that follows from the status and reason of an answer. */
export function passageOf(status: number, reason: string | undefined): Passage {
  if (status < 400) return passageTo(undefined);
  return passageTo(STOP_OF[reason ?? ""] ?? "service");
}

const isStop = (name: string): name is Stop => Object.hasOwn(STOPS, name);

const isStream = ({ responseHeaders }: Trace["request"]) =>
  responseHeaders.some(([name, value]) => name === "content-type" && value === "text/event-stream");

/** What refused a request, by its trace: the innermost span with an error. */
function stopOf({ spans, request }: Pick<Trace, "spans" | "request">): Stop | undefined {
  const hasStatus = !isStream(request); // that of a stream was sent before it failed
  if (hasStatus && request.status < 400) return undefined;
  const failed = spans.filter(({ error }) => error !== undefined);
  const at = (layer: string) => failed.findLast((span: TraceSpan) => span.layer === layer)?.name ?? "";
  const found = [at("middleware"), at("service") && "service", at("guard") && "guard"].find(isStop);
  if (found || !hasStatus) return found;
  // tRPC looks for the procedure once the caller is identified.
  return spans.some(({ layer }) => layer === "identity") ? "router" : "endpoint";
}

/** The passage that a trace shows: what was done after a refusal, such as counting it, is not part of it. */
export function passageOfTrace(trace: Pick<Trace, "spans" | "request">): Passage {
  const layers = new Set(trace.spans.map(({ layer }) => layer));
  const { stations, ...passage } = passageTo(stopOf(trace));
  return { ...passage, stations: stations.filter((it) => layers.has(it) || it === passage.stop?.at) };
}
