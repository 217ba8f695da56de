import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { singleton } from "./singleton";

/** What the log says of a request, and what a failing page needs. All other state of a request is in its `ctx`. */
type CurrentRequest = { id?: string; address?: string; response?: ServerResponse; failure?: Error };

const storage = singleton("request", () => new AsyncLocalStorage<CurrentRequest>());

/** Begins a request, before its id is known. @param response of a page (http/fault-page.ts) */
export function enterRequest(response: ServerResponse | undefined): void {
  storage.enterWith({ response });
}

/** Adds to the request of a page: the lines which Next and React log for it have its id as well. */
export function updateRequest(values: CurrentRequest): void {
  Object.assign(storage.getStore() ?? {}, values);
}

/** Runs `work` as part of a request. @param address of the client, for security-log.ts */
export function runWithRequestId<Result>(id: string, address: string, work: () => Result): Result {
  return storage.run({ id, address }, work);
}

/** Runs `work` as part of no request: for work that outlives the request which started it. */
export function runOutsideRequest<Result>(work: () => Result): Result {
  return storage.exit(work);
}

/** The current request; empty outside of one. */
export const currentRequest = (): Readonly<CurrentRequest> => storage.getStore() ?? {};

/** The id of the current request; undefined outside of one. */
export const currentRequestId = () => currentRequest().id;
