import { bodyOf, readBody } from "./body";
import { describeRequest, isIgnored, traceIdOf } from "./call";
import { addCall, updateCall } from "./call-store";
import { quietly } from "./quietly";

/** Records what this tab sends by `fetch`. Callers get the promise and the response that they would get without it. */
export function recordFetches(): void {
  const send = window.fetch;
  window.fetch = function fetch(input, init) {
    const id = quietly(() => begin(input, init));
    const answer = send.call(window, input, init);
    if (id !== undefined) {
      answer.then(
        (response) => quietly(() => end(id, response)),
        (error) => fail(id, error),
      );
    }
    return answer;
  };
}

function begin(input: RequestInfo | URL, init: RequestInit | undefined): number | undefined {
  const request = input instanceof Request ? input : undefined;
  const url = new URL(request?.url ?? String(input), location.href);
  const headers = new Headers(init?.headers ?? request?.headers);
  if (isIgnored(url, headers)) return undefined;
  const start = performance.now();
  return addCall({
    ...describeRequest(url, headers),
    method: (init?.method ?? request?.method ?? "GET").toUpperCase(),
    url: url.href,
    requestHeaders: [...headers],
    requestBody: bodyOf(init?.body),
    start,
    startedAt: performance.timeOrigin + start,
  });
}

const sinceStart = (start: number) => performance.now() - start;

function end(id: number, response: Response) {
  const { status, headers } = response;
  const traceId = traceIdOf(headers.get("traceparent"));
  updateCall(id, ({ start }) => ({ status, traceId, responseHeaders: [...headers], ms: sinceStart(start) }));
  readBody(response.clone()).then(
    (responseBody) => updateCall(id, ({ start }) => ({ responseBody, ms: sinceStart(start) })),
    (error) => fail(id, error),
  );
}

/** Without a response: offline, or aborted by the page. */
function fail(id: number, error: unknown) {
  const isAborted = error instanceof DOMException && error.name === "AbortError";
  updateCall(id, ({ start }) => ({ error: isAborted ? "Aborted" : "Failed", ms: sinceStart(start) }));
}
