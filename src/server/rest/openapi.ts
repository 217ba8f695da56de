import "server-only";
import { z } from "zod";
import { ERROR_REASONS, MAX_ISSUES } from "@/domain/error-reason";
import { ProofNeeded } from "@/domain/factor.schema";
import { product } from "@/product";
import { SECURE_NAME } from "@/server/auth/session-cookie";
import { clientAddress } from "@/server/http/client-address";
import type { EndpointOptions } from "@/server/http/guard";
import { toProblemResponse } from "@/server/http/problem-response";
import { jsonResponse, otherMethodResponse, publicHeaders } from "@/server/http/response";
import { consumeRateLimit } from "@/server/platform/rate-limit";
import { componentSchemasOf } from "./json-schema";
import { HEADERS, operationOf } from "./openapi-operation";
import { REST_BASE, type Route, tagOf } from "./routes";

const DESCRIPTION = `${product.api.description}

**Authentication.** Log in for an access token, or create a personal token at \`/account/tokens\`, and send it as
\`Authorization: Bearer ...\`. A personal token is limited to its scopes. With a bearer token, cookies are ignored.

**Lists** come in pages: send \`nextCursor\` of a page as \`cursor\` of the next one, until it is null. Times are UTC in
ISO 8601, money is in cents.

**Errors** are problem details (RFC 9457): \`code\` is the kind, \`reason\` the exact case, \`issues\` name the invalid
fields and what to do, \`requestId\` finds the request in our log. An unsupported method is 405 with \`Allow\`; a body
that does not arrive within 10 seconds is 408; an unexpected error is 500, without details.`;

/** An error of the REST API (RFC 9457). */
const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    message: z.string(),
    requestId: z.string(),
    reason: z.enum(ERROR_REASONS).optional(),
    issues: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .max(MAX_ISSUES)
      .optional(),
    proof: ProofNeeded.optional(),
  })
  .meta({ id: "Problem" });

const documents = new WeakMap<readonly Route[], ReturnType<typeof createDocument>>();

/** The contract of the REST API (OpenAPI 3.1), made from the procedures: once, since that takes milliseconds. */
export function openApiDocument(routes: readonly Route[]) {
  const document = documents.get(routes) ?? createDocument(routes);
  documents.set(routes, document);
  return document;
}

function createDocument(routes: readonly Route[]) {
  const paths: Record<string, Record<string, ReturnType<typeof operationOf>>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  const bearer = (bearerFormat: string, description: string) => ({
    type: "http",
    scheme: "bearer",
    bearerFormat,
    description,
  });
  const securitySchemes = {
    accessToken: bearer("JWT", "An access token from POST /login, valid for 15 minutes."),
    personalToken: bearer("rtp_...", "A personal token from /account/tokens, limited to its scopes."),
    sessionCookie: {
      type: "apiKey",
      in: "cookie",
      name: SECURE_NAME,
      description: `The session of our own pages. Over plain http, as in development: ${product.slug}.session-..., with a code of the installation.`,
    },
  };
  const outputs = routes.filter((route) => route.status !== 204);
  const document = {
    openapi: "3.1.0",
    info: {
      title: product.api.title,
      version: product.api.version,
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: REST_BASE }],
    tags: [...new Set(routes.map(({ procedure }) => tagOf(procedure)))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes,
      headers: HEADERS,
      schemas: componentSchemasOf([...outputs, { name: "Problem", output: Problem }]),
    },
  };
  return JSON.parse(JSON.stringify(document)) as typeof document; // drops what is undefined
}

/** The document as an endpoint for the guard. */
export const documentEndpoint = (routes: readonly Route[]): EndpointOptions => ({
  maxBytes: 1024,
  contentTypes: ["application/json"],
  toErrorResponse: toProblemResponse,
  async handle(request, response) {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return otherMethodResponse(request, response, ["GET", "HEAD"]);
    }
    response.countedCalls++;
    response.noteLimit(await consumeRateLimit("browse", clientAddress(request.headers)));
    const document = openApiDocument(routes);
    return jsonResponse(request, document, 200, publicHeaders(document));
  },
});
