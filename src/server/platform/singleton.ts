/**
 * Process-wide singletons. Pages, route handlers and instrumentation each load their own copy of a module, in production
 * too, so that a module-level pool would be three pools. Single instances live on globalThis.
 */
const key = Symbol.for("roundtrip.process");
const shared = globalThis as { [key]?: Map<string, unknown> };
shared[key] ??= new Map();
const store = shared[key];

/** The value called `name`, made by `make` on first use. */
export function singleton<Value>(name: string, make: () => Value): Value {
  if (!store.has(name)) store.set(name, make());
  return store.get(name) as Value;
}
