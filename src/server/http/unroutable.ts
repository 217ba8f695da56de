import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { AppError, badRequest, endpointNotFound } from "@/server/core/errors";
import type { EndpointOptions } from "./guard";
import { toProblemResponse } from "./problem-response";
import { isDecodable, isHost, METHODS } from "./request-syntax";
import { otherMethodResponse } from "./response";
import { toTrpcErrorResponse } from "./trpc-error-response";

/** The path of src/app/api/unroutable. */
const ENDPOINT = "/api/unroutable";

const FAULTS: Record<string, () => AppError> = {
  method: () => new AppError("NOT_IMPLEMENTED", "This server does not implement the method."),
  target: () => badRequest("The request target is not a path."),
  path: () => badRequest("The path has a malformed percent sequence."),
  host: () => badRequest("The Host header is missing, repeated or not valid."),
};

/** Everything else is a page or a file, and can only be read. In development, Next has endpoints below these paths. */
const HAS_METHODS = /^\/(api(\/|$)|_next\/|__nextjs)/;
const READ_METHODS = ["GET", "HEAD"];

function faultOf({ method = "", url = "", rawHeaders, headers }: IncomingMessage): string | undefined {
  const path = url.split("?")[0] ?? "";
  if (!METHODS.some((it) => it === method)) return "method";
  if (!path.startsWith("/")) return "target";
  if (!isDecodable(path)) return "path";
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host");
  if (hosts.length !== 1 || !isHost(headers.host)) return "host";
  const isAction = method === "POST" && headers["next-action"] !== undefined;
  return HAS_METHODS.test(path) || READ_METHODS.includes(method) || isAction ? undefined : "read-only";
}

/**
 * Next answers requests that it cannot route with 500 in plain text, and renders a page for every method, before any code
 * of ours. Routes them to an endpoint of ours, whose path names the fault and the target. A client that calls this path
 * itself gets the same error.
 */
export function rerouteUnroutable(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const fault = faultOf(request);
    if (!fault) return;
    request.url = `${ENDPOINT}/${fault}/${encodeURIComponent(request.url?.slice(0, 60) ?? "")}`;
    delete request.headers.rsc; // Next would redirect to a URL with the hash of its headers
    if (fault === "method") request.method = "GET"; // a Request cannot have every method
    if (!isHost(request.headers.host)) request.headers.host = "localhost"; // without one, Node itself answers
  });
}

/** Answers what cannot be routed. */
export const unroutableEndpoint: EndpointOptions = {
  maxBytes: 0,
  contentTypes: [],
  async handle(request, response) {
    const [, fault = ""] = new URL(request.url).pathname.slice(ENDPOINT.length).split("/");
    if (fault === "read-only") return otherMethodResponse(request, response, READ_METHODS);
    throw (Object.hasOwn(FAULTS, fault) && FAULTS[fault]?.()) || endpointNotFound();
  },
  toErrorResponse(error, request) {
    const isRpc = /%2Fapi%2F(trpc|auth)%2F/.test(request.url);
    return isRpc ? toTrpcErrorResponse(error) : toProblemResponse(error, request);
  },
};
