import { layoutPlugin } from "./layout-plugin";
import { omitCookieAuth } from "./omit-cookie-auth";

const DOCUMENT = "/api/v1/openapi.json";

async function fetchDocument(signal: AbortSignal) {
  const response = await fetch(DOCUMENT, { signal });
  if (!response.ok) throw new Error(`${DOCUMENT} failed with status ${response.status}`);
  return response.json();
}

/** Loads Swagger UI and the OpenAPI document and renders them into `domNode`, unless `signal` is aborted first. */
export async function renderConsole(domNode: HTMLElement, signal: AbortSignal, onComplete: () => void) {
  const [{ default: SwaggerUI }, document] = await Promise.all([import("./swagger-ui"), fetchDocument(signal)]);
  if (signal.aborted) return;
  SwaggerUI({
    domNode,
    onComplete,
    spec: omitCookieAuth(document),
    validatorUrl: null, // otherwise Swagger UI sends our URL to validator.swagger.io
    persistAuthorization: false, // keep tokens out of localStorage
    deepLinking: false,
    docExpansion: "list",
    defaultModelsExpandDepth: -1,
    displayRequestDuration: true,
    syntaxHighlight: { theme: "nord" },
    plugins: [layoutPlugin],
    layout: "DocsLayout",
  });
}
