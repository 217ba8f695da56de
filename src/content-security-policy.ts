/**
 * The pages' content security policy (CSP Level 3). Scripts need the nonce of their response and may load further
 * scripts (strict-dynamic); injected scripts never run.
 */

/** Hashes of the style element that sonner inserts without a nonce: first empty, then with its content. */
const SONNER_STYLES = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
];

// biome-ignore lint/style/noProcessEnv: Next replaces this with a literal at build time; there is nothing to validate.
const isDevelopment = process.env.NODE_ENV === "development";

type Policy = Record<string, readonly string[]>;

const policy = (nonce: string): Policy => ({
  "default-src": ["'self'"],
  // React uses eval for stack traces in development only.
  "script-src": ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
  // Next's development overlay uses styles without a nonce, and a nonce here would disable 'unsafe-inline'.
  "style-src": ["'self'", ...(isDevelopment ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`, ...SONNER_STYLES])],
  // Style attributes set chart sizes and menu positions; injected ones can't run code.
  "style-src-attr": ["'unsafe-inline'"],
  "img-src": ["'self'"],
  "connect-src": ["'self'"],
  "object-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'self'"],
  "frame-ancestors": ["'none'"],
});

/** Returns the Content-Security-Policy header value for a page. */
export function contentSecurityPolicy(nonce: string): string {
  return Object.entries(policy(nonce))
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}
