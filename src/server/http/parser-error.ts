import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { type Server, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { getTRPCErrorFromUnknown } from "@trpc/server";
import { env } from "@/env";
import { logCallOnce } from "@/server/core/call-log";
import { AppError, badRequest, toPublicError } from "@/server/core/errors";
import { ResponseState } from "@/server/core/response-state";
import { statusOf } from "@/server/core/trpc";
import { consumeRateLimit } from "@/server/platform/rate-limit";
import { runOutsideRequest, runWithRequestId } from "@/server/platform/request-id";
import { clientAddress } from "./client-address";
import { toProblemResponse } from "./problem-response";

/** Milliseconds in which a client must have sent its headers, and its whole request. */
const HEADERS_MS = 15_000;
const REQUEST_MS = 30_000;

/** By Node's code; any other is 400. */
const ERRORS: Record<string, () => AppError> = {
  HPE_INVALID_METHOD: () => new AppError("NOT_IMPLEMENTED", "This server does not implement the method."),
  ERR_HTTP_REQUEST_TIMEOUT: () => new AppError("TIMEOUT", "The request took too long to arrive."),
  HPE_HEADER_OVERFLOW: () => new AppError("PAYLOAD_TOO_LARGE", "The headers are too large."),
};
/** The client has left. */
const LEFT = ["ECONNRESET", "HPE_INVALID_EOF_STATE"];
const HEADERS_TOO_LARGE = 431; // tRPC has no code for it

/**
 * Answers, logs and counts what Node's HTTP parser refuses: no request of it reaches Next. Also bounds how long a request
 * may take to arrive.
 */
export function answerParserErrors(): void {
  const known = new WeakSet<Server>();
  subscribe("net.server.socket", (message) => {
    const { server } = (message as { socket: Socket & { server?: Server } }).socket;
    if (!server || known.has(server) || !("requestTimeout" in server)) return;
    known.add(server);
    server.headersTimeout = HEADERS_MS;
    server.requestTimeout = REQUEST_MS;
    // Node emits these within the request before, on the same connection: behind a proxy, of another client.
    server.on("clientError", (error: { code?: string }, socket: Socket) =>
      runOutsideRequest(() => refuse(error, socket)),
    );
    // Node answers other expectations than 100-continue itself. They may be ignored (RFC 9110, 10.1.1).
    server.on("checkExpectation", (request, response) => server.emit("request", request, response));
    // Next closes the connection of a client that offers another protocol, such as h2c; without a listener, Node ignores
    // the offer. In development, hot reloading needs it.
    if (env().NODE_ENV === "production") server.removeAllListeners("upgrade");
    server.on("connect", (_, socket: Socket) => refuse({ code: "HPE_INVALID_METHOD" }, socket)); // else just closed
  });
}

async function refuse({ code = "" }: { code?: string }, socket: Socket) {
  // Within another response, an error would be read as a part or in the place of it.
  const isResponding = (socket as Socket & { _httpMessage?: unknown })._httpMessage;
  if (LEFT.includes(code) || isResponding || !socket.writable) return socket.destroy();
  const requestId = crypto.randomUUID();
  const state = new ResponseState();
  const address = clientAddress(new Headers({ "x-forwarded-for": `${socket.remoteAddress}` }));
  const response = await runWithRequestId({ id: requestId, address }, async () => {
    const cause = await consumeRateLimit("refused", address).then(
      () => (Object.hasOwn(ERRORS, code) ? ERRORS[code]?.() : badRequest("This is not a valid HTTP request.")),
      (error: unknown) => error,
    );
    const error = getTRPCErrorFromUnknown(cause);
    logCallOnce({ path: code, error });
    state.noteError(error);
    const publicError = toPublicError(error);
    const httpStatus = publicError.code === "PAYLOAD_TOO_LARGE" ? HEADERS_TOO_LARGE : statusOf(publicError.code);
    return toProblemResponse({ ...publicError, httpStatus, requestId, path: "" }, new Request("http://localhost"));
  });
  for (const [name, value] of state.headers) response.headers.set(name, value);
  response.headers.set("connection", "close");
  response.headers.set("cache-control", "private, no-store");
  response.headers.set("x-request-id", requestId);
  response.headers.set("x-content-type-options", "nosniff");
  const lines = [...response.headers].map(([name, value]) => `${name}: ${value}\r\n`);
  const body = Buffer.from(await response.arrayBuffer());
  if (!socket.writable) return;
  const head = `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status]}\r\n${lines.join("")}`;
  socket.end(Buffer.concat([Buffer.from(`${head}content-length: ${body.byteLength}\r\n\r\n`), body]));
}
