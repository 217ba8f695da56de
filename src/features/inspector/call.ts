import type { Header } from "@/domain/trace";

/** A call of this tab as the recorder keeps it. Times are milliseconds since the page's time origin (performance.now). */

/** @property note why the text is not the whole body */
export type Body = { text: string; note?: string };
export type StreamEvent = { at: number; type: string; data: string };
/** When the parts of a request began, and when its response ended (Resource Timing, W3C). */
export type Timing = { requestStart: number; responseStart: number; responseEnd: number };

export type Call = {
  id: number;
  kind: "api" | "page" | "other";
  /** What a call is beside a plain request. */
  label?: "load" | "navigation" | "stream";
  /** Its procedures, or its path. */
  name: string;
  procedures: readonly string[];
  method: string;
  url: string;
  requestHeaders: readonly Header[];
  requestBody?: Body;
  start: number;
  ms?: number;
  /** Since the epoch. */
  startedAt: number;
  status?: number;
  error?: string;
  responseHeaders?: readonly Header[];
  responseBody?: Body;
  bytes?: number;
  timing?: Timing;
  traceId?: string;
  events?: readonly StreamEvent[];
};

const API = "/api/";
const TRPC = "/api/trpc/";
/** Files of the build, what Next's tools ask for, and the inspector's own calls. */
const IGNORED = /^\/(_next\/|__next|api\/inspector\/)/;

/** Pages that Next fetches ahead of a click are left out, too: each link would be a call. */
export const isIgnored = ({ origin, pathname }: URL, headers: Headers) =>
  origin !== location.origin ||
  IGNORED.test(pathname) ||
  [...headers.keys()].some((name) => /^next-.*prefetch/.test(name));

/** `["user.byId", "user.list"]` of `/api/trpc/user.byId,user.list`. */
export function proceduresOf(pathname: string): string[] {
  if (!pathname.startsWith(TRPC)) return [];
  return pathname.slice(TRPC.length).split(",").map(decode);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The path and query of a page, without what Next adds for its cache. */
function pathOf({ pathname, searchParams }: URL): string {
  const query = new URLSearchParams([...searchParams].filter(([name]) => name !== "_rsc"));
  return decode(pathname) + (query.size ? `?${query}` : "");
}

/** What a request is about, from what is known before it is sent. */
export function describeRequest(url: URL, headers: Headers): Pick<Call, "kind" | "label" | "name" | "procedures"> {
  const procedures = proceduresOf(url.pathname);
  if (procedures.length) return { kind: "api", name: procedures.join(", "), procedures };
  if (url.pathname.startsWith(API)) return { kind: "api", name: pathOf(url), procedures };
  if (!headers.has("rsc") && !url.searchParams.has("_rsc")) return { kind: "other", name: pathOf(url), procedures };
  return { kind: "page", label: "navigation", name: pathOf(url), procedures };
}

/** The trace id in a `traceparent` header (Trace Context, W3C). */
export const traceIdOf = (traceparent: string | null | undefined) => traceparent?.split("-")[1];

/** The trace id in `Server-Timing`: page loads and streams have no other headers that scripts can read. */
export const traceIdOfTiming = (timings: readonly PerformanceServerTiming[] | undefined) =>
  timings?.find(({ name }) => name === "trace")?.description;
