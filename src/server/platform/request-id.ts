import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { type Context, type ContextManager, ROOT_CONTEXT, type Span, trace } from "@opentelemetry/api";
import { singleton } from "./singleton";

/** What the log says of a request, what a failing page needs, and its time. All other state of a request is in its `ctx`. */
type CurrentRequest = {
  id?: string;
  /** Of the client: its network, and its User-Agent. */
  address?: string;
  userAgent?: string;
  response?: ServerResponse;
  failure?: Error;
  /** If it is traced (request-span.ts). */
  span?: Span;
  /** Shared by all parts of the request: when the database must have answered (database-time.ts). */
  database?: { end?: number };
};

/** A request, and OpenTelemetry's context: the active span. */
type Scope = { request: CurrentRequest; context: Context };

const storage = singleton("request", () => new AsyncLocalStorage<Scope>());

const activeContext = () => storage.getStore()?.context ?? ROOT_CONTEXT;

/** The span that new ones are parts of; undefined if tracing is off. */
export const activeSpan = () => trace.getSpan(activeContext());

/** Runs `work` within a span: spans that it starts are parts of it. */
export const runInSpan = <Result>(span: Span, work: () => Result): Result =>
  storage.run({ request: storage.getStore()?.request ?? {}, context: trace.setSpan(activeContext(), span) }, work);

/** Begins a request, before its id is known. @param response of a page (http/fault-page.ts) */
export function enterRequest(response: ServerResponse | undefined): void {
  storage.enterWith({ request: { response, database: {} }, context: ROOT_CONTEXT });
}

/**
 * Makes `span` that of the request. With `isActive`, spans that start from now on are parts of it; otherwise those that start
 * within runWithRequestId.
 */
export function enterSpan(span: Span, isActive: boolean): void {
  const { request } = storage.getStore() ?? {};
  storage.enterWith({ request: { ...request, span }, context: isActive ? contextOf(span) : ROOT_CONTEXT });
}

const contextOf = (span: Span) => trace.setSpan(ROOT_CONTEXT, span);

/** Adds to the request of a page: the lines which Next and React log for it have its id as well. */
export function updateRequest(values: CurrentRequest): void {
  Object.assign(storage.getStore()?.request ?? {}, values);
}

/** What security-log.ts has to know of a request. */
export type RequestOrigin = Required<Pick<CurrentRequest, "id" | "address">> & Pick<CurrentRequest, "userAgent">;

/** Runs `work` as part of a request. */
export function runWithRequestId<Result>(origin: RequestOrigin, work: () => Result): Result {
  const { span, database = {} } = currentRequest();
  span?.setAttribute("request.id", origin.id);
  const active = activeContext();
  const context = span && !trace.getSpan(active) ? contextOf(span) : active;
  return storage.run({ request: { ...origin, span, database }, context }, work);
}

/** Runs `work` as part of no request: for work that outlives the request which started it. */
export function runOutsideRequest<Result>(work: () => Result): Result {
  return storage.exit(work);
}

/** The current request; empty outside of one. */
export const currentRequest = (): Readonly<CurrentRequest> => storage.getStore()?.request ?? {};

/** The id of the current request; undefined outside of one. */
export const currentRequestId = () => currentRequest().id;

/** OpenTelemetry's active context: part of the request's own scope, because each AsyncLocalStorage costs. */
export const contextManager: ContextManager = {
  active: activeContext,
  with: (context, work, self, ...args) =>
    storage.run({ request: storage.getStore()?.request ?? {}, context }, () => work.apply(self, args)),
  bind: (context, target) => {
    if (typeof target !== "function") return target;
    return ((...args: unknown[]) => contextManager.with(context, () => target(...args))) as typeof target;
  },
  enable: () => contextManager,
  disable: () => contextManager,
};
