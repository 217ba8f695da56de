import "server-only";
import { type AnyProcedure, getTRPCErrorFromUnknown, type TRPCError } from "@trpc/server";
import { runInSpan } from "@/server/platform/request-id";
import { endSpan, isRecorded, type Layer, startSpan } from "@/server/platform/tracing";

type Result = { ok: true } | { ok: false; error: TRPCError };
type Next = (options?: unknown) => Promise<Result>;
/** A middleware as tRPC keeps it: validators have a type, the resolver comes last. */
type Middleware = ((options: { path: string; next: Next }) => Promise<Result>) & { _type?: "input" | "output" };

const names = new WeakMap<object, string>();

/** Names middlewares for traces: a build shortens the names of functions. */
export function nameSpans(middlewares: Record<string, { _middlewares: readonly object[] }>): void {
  for (const [name, builder] of Object.entries(middlewares)) {
    for (const middleware of builder._middlewares) names.set(middleware, name);
  }
}

/*
 * None of the following is an async function: each call of one has promises of its own, also in requests that are not
 * recorded, and a call has a dozen middlewares.
 */

/** Ends a span with what a middleware comes to, before anybody else knows it. Of one that is over by then, nothing is awaited. */
function endWith(run: () => Promise<Result>, end: (error?: unknown) => void, isOpen = () => true): Promise<Result> {
  const fail = (error: unknown) => end(getTRPCErrorFromUnknown(error));
  try {
    const result = run();
    if (isOpen()) result.then((it) => end(it.ok ? undefined : it.error), fail);
    return result;
  } catch (error) {
    fail(error);
    throw error;
  }
}

/** The span of all that a middleware does: spans of what comes later are parts of it. */
const withSpan = (middleware: Middleware, layer: Layer, nameOf: (path: string) => string): Middleware =>
  function traceWhole(options) {
    const span = startSpan(nameOf(options.path), layer);
    if (!span) return middleware(options);
    const run = () => runInSpan(span, () => middleware(options));
    return endWith(run, (error) => endSpan(span, error));
  };

/** The span of what a middleware does before the next one; of the output's validator, after it. */
const withOwnSpan = (middleware: Middleware, name: string): Middleware =>
  function traceOwn(options) {
    if (!isRecorded()) return middleware(options);
    const isLate = middleware._type === "output";
    let span = isLate ? undefined : startSpan(name, "middleware");
    const end = (error?: unknown) => {
      if (span) endSpan(span, error);
      span = undefined;
    };
    const { next } = options; // an object of this call alone
    options.next = (changes) => {
      if (!isLate) {
        end();
        return next(changes);
      }
      return next(changes).then((result) => {
        if (result.ok) span = startSpan(name, "middleware");
        return result;
      });
    };
    return endWith(
      () => middleware(options),
      end,
      () => isLate || span !== undefined,
    );
  };

/** Gives each call of a procedure a span, each of its middlewares, and the resolver, which is one call of a service. */
export function traceProcedure({ _def }: Pick<AnyProcedure, "_def">): void {
  const definition = _def as unknown as { middlewares: Middleware[] };
  const last = definition.middlewares.length - 1;
  definition.middlewares = definition.middlewares.map((middleware, index) => {
    if (index === last) return withSpan(middleware, "service", () => "service");
    const name = names.get(middleware) ?? middleware._type;
    return name ? withOwnSpan(middleware, name) : middleware;
  });
  const [first] = definition.middlewares;
  if (first) definition.middlewares[0] = withSpan(first, "procedure", (path) => path);
}
