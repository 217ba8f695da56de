/**
 * What a page may load and run (Content Security Policy Level 3). Scripts need the nonce of their response, and may
 * load others themselves (strict-dynamic); nothing else that found its way into a page is ever run.
 */

/** The styles that sonner puts into the page by itself, which takes no nonce: as it comes, empty, and then filled. */
const SONNER_STYLES = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
];

// biome-ignore lint/style/noProcessEnv: Next puts the word itself here while it compiles; there is nothing to check.
const isDevelopment = process.env.NODE_ENV === "development";

type Policy = Record<string, readonly string[]>;

const policy = (nonce: string): Policy => ({
  "default-src": ["'self'"],
  // React reads stacks with eval in development, and nowhere else.
  "script-src": ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
  // The tools that Next shows in development bring styles without a nonce; a nonce here would forbid them.
  "style-src": ["'self'", ...(isDevelopment ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`, ...SONNER_STYLES])],
  // Lengths of bars, places of menus: what they could do at worst is look wrong.
  "style-src-attr": ["'unsafe-inline'"],
  "img-src": ["'self'"],
  "connect-src": ["'self'"],
  "object-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'self'"],
  "frame-ancestors": ["'none'"],
});

/** The API console draws its own icons from data: addresses. */
const docsPolicy = (nonce: string): Policy => ({ ...policy(nonce), "img-src": ["'self'", "data:"] });

/** The policy of a page, as its header says it. */
export function contentSecurityPolicy(nonce: string, path: string): string {
  const directives = path === "/docs" ? docsPolicy(nonce) : policy(nonce);
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}
