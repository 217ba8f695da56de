import { collectEvents } from "./event-source";
import type { Answer } from "./experiment";
import { sendFromFrame } from "./frame";
import { type Sender, type SentRequest, waitFor } from "./run-experiment";

/** Sends the requests of experiments from this page. */
export const pageSender: Sender = {
  async send(request) {
    const start = performance.now();
    const abort = new AbortController();
    const timer = request.deadlineMs === undefined ? undefined : setTimeout(() => abort.abort(), request.deadlineMs);
    const common = () => ({ url: urlOf(request), start, ms: performance.now() - start });
    try {
      if (request.via === "frame") return { ...(await sendFromFrame(request, urlOf(request))), ...common() };
      const response = await fetch(urlOf(request), initOf(request, abort.signal));
      const body = await response.text();
      await waitFor(request.delayMs ?? 0, abort.signal);
      return { outcome: "answered", ...partsOf(response), body, ...common() };
    } catch {
      return { outcome: abort.signal.aborted ? "aborted" : "blocked", headers: [], body: "", ...common() };
    } finally {
      clearTimeout(timer);
    }
  },

  async open(request) {
    const abort = new AbortController();
    const start = performance.now();
    const response = await fetch(urlOf(request), initOf(request, abort.signal));
    return collectEvents(response, { ...partsOf(response), url: urlOf(request), start }, abort);
  },
};

const urlOf = ({ path }: SentRequest) => new URL(path, location.origin).href;

const initOf = ({ as, method, headers, body }: SentRequest, signal: AbortSignal): RequestInit => ({
  method,
  headers,
  body,
  signal,
  // The page would send its cookie, which experiments of the sandbox must not.
  credentials: as === "you" ? "same-origin" : "omit",
  cache: "no-store",
  redirect: "manual",
});

const partsOf = (response: Response): Pick<Answer, "status" | "headers"> => ({
  status: response.status,
  headers: [...response.headers],
});
