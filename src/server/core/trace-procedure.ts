import "server-only";
import { type AnyProcedure, getTRPCErrorFromUnknown, type TRPCError } from "@trpc/server";
import { endSpan, type Layer, runInSpan, startSpan } from "@/server/platform/tracing";

type Result = { ok: true } | { ok: false; error: TRPCError };
/** A middleware as tRPC keeps it: validators have a type, the resolver comes last. */
type Middleware = ((options: { path: string }) => Promise<Result>) & { _type?: "input" | "output" };

const names = new WeakMap<object, string>();

/** Names middlewares for traces: a build shortens the names of functions. */
export function nameSpans(middlewares: Record<string, { _middlewares: readonly object[] }>): void {
  for (const [name, builder] of Object.entries(middlewares)) {
    for (const middleware of builder._middlewares) names.set(middleware, name);
  }
}

const withSpan = (middleware: Middleware, name: string | undefined, layer: Layer): Middleware =>
  async function traceMiddleware(options) {
    const span = startSpan(name ?? options.path, layer);
    if (!span) return middleware(options);
    try {
      const result = await runInSpan(span, () => middleware(options));
      endSpan(span, result.ok ? undefined : result.error);
      return result;
    } catch (error) {
      endSpan(span, getTRPCErrorFromUnknown(error));
      throw error;
    }
  };

/**
 * Gives each call of a procedure a span, and each of its middlewares: spans of what comes later are parts of it. The last
 * is the resolver, which is one call of a service.
 */
export function traceProcedure({ _def }: Pick<AnyProcedure, "_def">): void {
  const definition = _def as unknown as { middlewares: Middleware[] };
  const last = definition.middlewares.length - 1;
  definition.middlewares = definition.middlewares.map((middleware, index) => {
    if (index === last) return withSpan(middleware, "service", "service");
    const name = names.get(middleware) ?? middleware._type;
    return name ? Object.assign(withSpan(middleware, name, "middleware"), { _type: middleware._type }) : middleware;
  });
  const [first] = definition.middlewares;
  if (first) definition.middlewares[0] = withSpan(first, undefined, "procedure");
}
