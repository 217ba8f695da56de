import "server-only";
import { createHash } from "node:crypto";
import { getTRPCErrorFromUnknown, type TRPCError } from "@trpc/server";
import { env } from "@/env";
import { product } from "@/product";
import { toPublicError } from "@/server/core/errors";
import { ResponseState } from "@/server/core/response-state";
import { statusOf } from "@/server/core/trpc";
import { currentRequest } from "@/server/platform/request-id";

const OURS = { title: "Something went wrong", message: "The page couldn't be loaded. Your data is safe." };
const TEXTS: Partial<Record<TRPCError["code"], typeof OURS>> = {
  TOO_MANY_REQUESTS: { title: "Too many requests", message: "You've opened too many pages in a short time." },
  SERVICE_UNAVAILABLE: {
    title: "We'll be back shortly",
    message: `${product.name} is unavailable right now. Your data is safe.`,
  },
};

/**
 * Responds to the current page request before React renders, if the response has not begun: with the status, Retry-After,
 * and a page that needs neither JavaScript nor another file. Next would send 500 and an empty document.
 */
export function sendFaultPage(cause: unknown): void {
  const { id = "", response } = currentRequest();
  const error = getTRPCErrorFromUnknown(cause);
  const { code } = toPublicError(error);
  const isLeftToOverlay = env().NODE_ENV === "development" && !(code in TEXTS);
  if (!response || response.headersSent || isLeftToOverlay) return;
  const state = new ResponseState();
  state.noteError(error);
  state.headers.set("cache-control", "private, no-store");
  state.headers.set("content-type", "text/html; charset=utf-8");
  state.headers.set("content-security-policy", POLICY);
  response.statusCode = statusOf(code);
  response.removeHeader("link"); // Next has asked for the fonts of its own page
  for (const [name, value] of state.headers) response.setHeader(name, value);
  response.end(render(TEXTS[code] ?? OURS, id.replaceAll(/[^\w-]/g, ""), state.headers.get("retry-after")));
}

/** Inline, with the colors and measures of shell/globals.css and components/error-state.tsx. */
const STYLE = `
:root { color-scheme: light dark }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 1rem; box-sizing: border-box;
  font: 1rem/1.5 ui-sans-serif, system-ui, sans-serif; text-align: center;
  background: light-dark(#faf8f4, #14151a); color: light-dark(#1c1a17, #f0eee9) }
main { width: min(100%, 34rem); box-sizing: border-box; padding: 3.5rem 1.5rem; border-radius: 1rem;
  background: light-dark(#ffffff, #1b1d24); border: 1px solid light-dark(#e3ddd2, #2e323d) }
svg { width: 2.25rem; color: light-dark(#4b41cf, #b0aaff) }
h1 { margin: 1.25rem 0 0; font: 400 2rem/1.2 ui-serif, Georgia, serif; letter-spacing: -0.02em; text-wrap: balance }
p { margin: 0.5rem auto 0; max-width: 24rem; text-wrap: balance; color: light-dark(#645e55, #a9a69d) }
a { display: inline-block; margin-top: 1.75rem; padding: 0.625rem 1.25rem; border-radius: 9999px; font-weight: 500;
  text-decoration: none; background: light-dark(#4b41cf, #b0aaff); color: light-dark(#ffffff, #14151a) }
a:hover { background: light-dark(#3a31ab, #c8c3ff) }
a:focus-visible { outline: 2px solid light-dark(#4b41cf, #b0aaff); outline-offset: 2px }
small { display: block; margin-top: 1.5rem; font-size: 0.75rem; color: light-dark(#645e55, #a9a69d) }
code { font-family: ui-monospace, monospace; user-select: all; overflow-wrap: anywhere }
`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The logo of shell/wordmark.tsx. */
const LOGO = `<svg viewBox="0 0 28 28" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"><path d="M5 11.5a9.6 9.6 0 0 1 17-2.6"/><path d="M22.6 3.8v5.4h-5.4"/><path d="M23 16.5a9.6 9.6 0 0 1-17 2.6"/><path d="M5.4 24.2v-5.4h5.4"/></svg>`;

/** "5 seconds", "1 minute" */
function describeWait(seconds: number): string {
  const [count, unit] = seconds < 60 ? [seconds, "second"] : [Math.ceil(seconds / 60), "minute"];
  return `${count} ${count === 1 ? unit : `${unit}s`}`;
}

/** The link without an address leads to the same page. */
const render = ({ title, message }: typeof OURS, id: string, retryAfter: string | null) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · ${product.name}</title>
<link rel="icon" href="/icon.svg">
<style>${STYLE}</style>
<main>
${LOGO}
<h1>${title}</h1>
<p>${message} ${retryAfter ? `Try again in ${describeWait(Number(retryAfter))}.` : "Try again in a moment."}</p>
<a href="">Try again</a>
<small>Reference <code>${id}</code></small>
</main>
</html>
`;
