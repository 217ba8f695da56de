/**
 * What must exist once a process. Pages, route handlers and instrumentation each load their own copy of a module, in
 * production too; so that there is one pool and not three, such things live on globalThis.
 */
const key = Symbol.for("roundtrip.process");
const shared = globalThis as { [key]?: Map<string, unknown> };
shared[key] ??= new Map();
const store = shared[key];

/** The thing called `name`, made by `make` when it is asked for first. */
export function once<Thing>(name: string, make: () => Thing): Thing {
  if (!store.has(name)) store.set(name, make());
  return store.get(name) as Thing;
}
