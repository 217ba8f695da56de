import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { env } from "@/env";
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

/** Next finds a file of public/ whose name begins with a dot, such as .DS_Store, refuses to send it, and answers 500. */
const isHidden = (path: string) => /\/\.[^/]*$/.test(decodeURIComponent(path)) && !path.startsWith("/api/");

/** Everything else is a page or a file, and can only be read. In development, Next has endpoints below these paths. */
const HAS_METHODS = /^\/(api(\/|$)|_next\/|__nextjs)/;
const READ_METHODS = ["GET", "HEAD"];

function faultOf({ method = "", url = "", rawHeaders, headers }: IncomingMessage): string | undefined {
  const path = url.split("?")[0] ?? "";
  // Our pictures need no optimizer, which would request any path of ours. Development waits for its answer (serve.mjs).
  if (path === "/_next/image" && env().NODE_ENV === "production") return "unused";
  if (!METHODS.some((it) => it === method)) return "method";
  if (!path.startsWith("/")) return "target";
  if (!isDecodable(path)) return "path";
  if (isHidden(path)) return "hidden";
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host");
  if (hosts.length !== 1 || !isHost(headers.host)) return "host";
  const isAction = method === "POST" && headers["next-action"] !== undefined;
  return HAS_METHODS.test(path) || READ_METHODS.includes(method) || isAction ? undefined : "read-only";
}

/** Headers that are optional to obey, and that Next answers with 500 if a page or file does not fit them. */
const BREAKING_HEADERS = ["range", "if-match", "if-unmodified-since"];

/** Whether Next can read its header for navigations: a tree of [segment, { slot: tree }, ...]. Without one, it sends all. */
function isRouterState(header: string | string[] | undefined): boolean {
  const isTree = (tree: unknown): boolean =>
    Array.isArray(tree) &&
    (typeof tree[0] === "string" || Array.isArray(tree[0])) &&
    typeof tree[1] === "object" &&
    Object.values(tree[1] ?? {}).every(isTree);
  try {
    return header === undefined || isTree(JSON.parse(decodeURIComponent(String(header))));
  } catch {
    return false;
  }
}

/**
 * Next answers requests that it cannot route with 500 in plain text, and renders a page for every method, before any code
 * of ours. Routes them to an endpoint of ours, whose path names the fault and the target. A client that calls this path
 * itself gets the same error.
 */
export function rerouteUnroutable(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    for (const name of BREAKING_HEADERS) if (!request.url?.startsWith("/api/")) delete request.headers[name];
    if (!isRouterState(request.headers["next-router-state-tree"])) delete request.headers["next-router-state-tree"];
    const fault = faultOf(request);
    if (!fault) return;
    const path = request.url?.split("?", 1)[0] ?? ""; // a query has input, and this path is logged
    request.url = `${ENDPOINT}/${fault}/${encodeURIComponent(path.slice(0, 60))}`;
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
