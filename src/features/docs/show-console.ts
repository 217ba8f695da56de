import { layoutPlugin } from "./layout-plugin";
import { withoutCookie } from "./without-cookie";

const DOCUMENT = "/api/v1/openapi.json";

async function readDocument(signal: AbortSignal) {
  const response = await fetch(DOCUMENT, { signal });
  if (!response.ok) throw new Error(`${DOCUMENT} answered ${response.status}.`);
  return response.json();
}

/** Loads the library and the document, and shows them in an element, unless that is not wanted any more. */
export async function showConsole(domNode: HTMLElement, leaving: AbortSignal, onComplete: () => void) {
  const [{ default: SwaggerUI }, document] = await Promise.all([import("./swagger-ui"), readDocument(leaving)]);
  if (leaving.aborted) return;
  SwaggerUI({
    domNode,
    onComplete,
    spec: withoutCookie(document),
    validatorUrl: null, // else it tells a site of the library's makers about us
    persistAuthorization: false, // a token stays in this page's memory
    deepLinking: false,
    docExpansion: "list",
    defaultModelsExpandDepth: -1,
    displayRequestDuration: true,
    syntaxHighlight: { theme: "nord" },
    plugins: [layoutPlugin],
    layout: "DocsLayout",
  });
}
