import "server-only";
import { clientAddress } from "@/server/http/client-address";
import { consumeRateLimit } from "@/server/platform/rate-limit";
import { jsonResponse, otherMethodResponse, publicHeaders } from "@/server/http/response";
import { HEADERS, operationOf } from "./openapi-operation";
import { componentSchemas } from "./openapi-schemas";
import { REST_BASE, routes } from "./routes";

/** Raised by who changes the contract: the first number for what breaks clients, the second for what is new. */
const VERSION = "1.0.0";

const DESCRIPTION = `The order desk for scripts, apps and partner sites. It calls the very procedures that our own pages call.

**Who you are.** Log in for an access token, or make a personal token at \`/account/tokens\`, and send it as
\`Authorization: Bearer ...\`. A personal token does what its scopes say. If there is an Authorization header, cookies
are not read.

**Lists** come in pages: pass \`nextCursor\` of one as \`cursor\` of the next, until it is null. Times are UTC in ISO 8601,
money is in cents.

**Errors** are problem details (RFC 9457): \`code\` says what kind, \`reason\` which one of that kind, \`issues\` which field
of the input and what to do, \`requestId\` under which id our log has it. A method that a path does not have is 405 with
\`Allow\`; anything unexpected is 500, without details.`;

/** The contract with everyone who is not our page (OpenAPI 3.1), as the router's procedures say it. */
export function openApiDocument() {
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
    accessToken: bearer("JWT", "An access token, from POST /login. It counts for 15 minutes."),
    personalToken: bearer("rtp_...", "A personal token, from /account/tokens. It does what its scopes say."),
    sessionCookie: {
      type: "apiKey",
      in: "cookie",
      name: "__Host-roundtrip.session",
      description: "Our own pages' session. Over plain http, as in development, it is called roundtrip.session.",
    },
  };
  const document = {
    openapi: "3.1.0",
    info: {
      title: "Roundtrip",
      version: VERSION,
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: REST_BASE }],
    tags: [...new Set(routes.map((route) => route.procedure.split(".")[0]))].map((name) => ({ name })),
    paths,
    components: { securitySchemes, headers: HEADERS, schemas: componentSchemas() },
  };
  return JSON.parse(JSON.stringify(document)) as typeof document; // without what is undefined
}

/** The door of the document itself. */
export async function handleDocument(request: Request): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return otherMethodResponse(request, ["GET", "HEAD"]);
  await consumeRateLimit("browse", clientAddress(request.headers));
  const document = openApiDocument();
  return jsonResponse(request, document, 200, publicHeaders(document));
}
