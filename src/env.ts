/** The only reader of process.env. */
import { z } from "zod";
import { connectionConfig } from "./database-url.mjs";

const wholeNumber = (min: number, max: number) => {
  const error = `a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};

/** A list that is separated by commas. */
const listOf = (isItem: (text: string) => boolean, error: string, byDefault = () => "") =>
  z
    .string()
    .default(byDefault)
    .transform((text) => text.split(",").map((item) => item.trim()))
    .transform((items) => items.filter(Boolean))
    .pipe(z.array(z.string().refine(isItem, error)));

const isHost = (text: string) =>
  URL.canParse(`http://${text}`) && new URL(`http://${text}`).hostname === text.toLowerCase();
const isOrigin = (text: string) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

/** The page of `npm run partner`, for development. */
const partnerOrigin = () => (process.env.NODE_ENV === "development" ? "http://localhost:4001" : "");

const DatabaseUrl = z
  .url({ protocol: /^postgres(ql)?$/, error: "a postgresql:// URL", abort: true })
  .superRefine((url, ctx) => {
    try {
      connectionConfig(url);
    } catch (error) {
      ctx.addIssue({ code: "custom", message: (error as Error).message });
    }
  });

/** An address, also with a name before it: characters that could add a header or a recipient are refused. */
const Sender = z
  .string()
  .regex(
    /^(?:[^<>@,;\p{C}]+ <[^\s<>@,]+@[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+)$/u,
    'an address such as "Shop <mail@shop.example>"',
  );

const CollectorUrl = z.url({ protocol: /^https?$/, error: "a URL such as http://localhost:4318" });

const EXAMPLE_SECRET = "replace-me-with-a-secret-of-your-own"; // of .env.example, known to everyone
const SECRET_ERROR = `a secret of your own with at least 32 characters. Generate one:
    node -e "console.log(require('node:crypto').randomBytes(32).toString('base64url'))"`;

const ISSUER_ERROR =
  "an https:// URL such as https://login.example.com; outside of production also http on this machine";
const PROVIDER_SETTINGS = [
  ["AUTH_GITHUB_ID", "AUTH_GITHUB_SECRET"],
  ["AUTH_GOOGLE_ID", "AUTH_GOOGLE_SECRET"],
  ["AUTH_OIDC_ISSUER", "AUTH_OIDC_ID", "AUTH_OIDC_SECRET"],
] as const;

const isLoopback = (url: string) => ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);

const Env = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  DATABASE_URL: DatabaseUrl,
  /** The same database without the transaction pooler of DATABASE_URL: for migrations and LISTEN. */
  DIRECT_URL: DatabaseUrl.optional(),
  NEXTAUTH_SECRET: z.string({ error: SECRET_ERROR }).min(32, SECRET_ERROR),
  /** The public address, if a proxy changes the Host header. */
  NEXTAUTH_URL: z.url({ protocol: /^https?$/, error: "a URL such as https://shop.example.com" }).optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  /** Database connections per process. */
  DATABASE_POOL_SIZE: wholeNumber(1, 100).default(10),
  /** Milliseconds that a call waits for a connection or a lock before its 503. */
  DATABASE_WAIT_MS: wholeNumber(100, 60_000).default(2500),
  /** Other origins whose pages may call the API, such as `https://partner.example`, separated by commas. */
  CORS_ORIGINS: listOf(isOrigin, "origins such as https://partner.example, without a path", partnerOrigin),
  /** Hosts at which a development server may be opened, for next.config.mjs; this machine's own need no entry. */
  DEV_ORIGINS: listOf(isHost, "hosts such as 192.168.1.20 or *.tunnel.example, without a scheme and port"),
  /** Number of own proxies in front of the server; each appends an address to X-Forwarded-For. */
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  /** Sign-ups per hour from one network address: more for a school or an office behind one. */
  SIGN_UPS_PER_HOUR: wholeNumber(1, 100_000).default(10),
  /** Whether administrators must have a second factor, or are only asked to set one up. */
  ADMIN_SECOND_FACTOR: z.enum(["asked", "required"]).default("asked"),
  /** Seconds after which a stream ends and is resumed: less than the limit of the platform and its proxies. */
  STREAM_SECONDS: wholeNumber(1, 3600).optional(),
  /** The store of the rate limits, and the channel of notifications; by default the database. */
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: "a redis:// URL" }).optional(),
  /** Where traces are sent (OTLP over HTTP). OpenTelemetry's other variables, such as OTEL_TRACES_SAMPLER, count as well. */
  OTEL_EXPORTER_OTLP_ENDPOINT: CollectorUrl.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: CollectorUrl.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.enum(["http/protobuf"]).optional(),
  OTEL_TRACES_EXPORTER: z.enum(["otlp", "none"]).optional(),
  OTEL_SDK_DISABLED: z.enum(["true", "false"]).optional(),
  /** Whether the `traceparent` of a request is continued: only if a proxy of ours sets or removes it. It is linked otherwise. */
  TRUST_TRACEPARENT: z.enum(["true", "false"]).default("false"),
  /** Whether requests can be inspected: by everyone in development, by default; by administrators in production. */
  INSPECTOR: z.enum(["true", "false"]).optional(),
  /** The API of the carrier; `demo` is one in this process, and the default outside of production. */
  SHIPPING_URL: z
    .union([z.literal("demo"), z.url({ protocol: /^https?$/ })], {
      error: "a URL such as https://carrier.example, or demo",
    })
    .optional(),
  /** Sign-in by accounts at GitHub, at Google and at any OpenID Connect provider: all settings of a group, or none. */
  AUTH_GITHUB_ID: z.string().optional(),
  AUTH_GITHUB_SECRET: z.string().optional(),
  AUTH_GOOGLE_ID: z.string().optional(),
  AUTH_GOOGLE_SECRET: z.string().optional(),
  AUTH_OIDC_ISSUER: z.url({ protocol: /^https?$/, error: ISSUER_ERROR }).optional(),
  AUTH_OIDC_ID: z.string().optional(),
  AUTH_OIDC_SECRET: z.string().optional(),
  /** By which that provider signs its ID tokens. */
  AUTH_OIDC_ALGORITHM: z
    .enum(["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"])
    .default("RS256"),
  /** Of the provider, as people know it: "Continue with Example". By default the host of its issuer. */
  AUTH_OIDC_NAME: z.string().max(40, "at most 40 characters").optional(),
  /** The server that sends our mails; without it, they are kept for /mailbox in development, and there are none in production. */
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, hostname: /./, error: "a URL such as smtps://user:password@mail.example.com" })
    .optional(),
  /** The sender of our mails. */
  MAIL_FROM: Sender.optional(),
  /** What a call of /api/cron has to know. Without it, there is no such endpoint. */
  CRON_SECRET: z.string().min(16, "a secret of at least 16 characters").optional(),
  /** Set by Next to the port at which it listens. */
  PORT: wholeNumber(0, 65_535).default(3000),
  /** Set by Vercel. */
  VERCEL: z.string().optional(),
  VERCEL_ENV: z.string().optional(),
  VERCEL_URL: z.string().optional(),
  VERCEL_PROJECT_PRODUCTION_URL: z.string().optional(),
});
type Env = z.infer<typeof Env>;

const PUBLIC_ORIGIN_ERROR = `a URL such as https://shop.example.com: with SMTP_URL, links in mails lead there`;

const ServerEnv = Env.refine(
  ({ NODE_ENV, NEXTAUTH_SECRET }) => NODE_ENV !== "production" || NEXTAUTH_SECRET !== EXAMPLE_SECRET,
  { path: ["NEXTAUTH_SECRET"], error: SECRET_ERROR },
)
  .refine((it) => !it.SMTP_URL || publicOriginOf(it) !== undefined, {
    path: ["NEXTAUTH_URL"],
    error: PUBLIC_ORIGIN_ERROR,
  })
  .refine(
    ({ NODE_ENV, AUTH_OIDC_ISSUER = "https:" }) =>
      AUTH_OIDC_ISSUER.startsWith("https:") || (NODE_ENV !== "production" && isLoopback(AUTH_OIDC_ISSUER)),
    { path: ["AUTH_OIDC_ISSUER"], error: ISSUER_ERROR },
  )
  .superRefine((env, ctx) => {
    for (const group of PROVIDER_SETTINGS) {
      const set = group.filter((name) => env[name] !== undefined);
      const missing = group.filter((name) => env[name] === undefined && set.length > 0);
      for (const name of missing) {
        ctx.addIssue({
          code: "custom",
          path: [name],
          message: `is needed as well, because ${set.join(" and ")} is set`,
        });
      }
    }
  });

/** The setting, or what Vercel says; outside of production also this machine. Undefined if none is known. */
function publicOriginOf({ NEXTAUTH_URL, NODE_ENV, PORT, ...vercel }: Env): string | undefined {
  if (NEXTAUTH_URL) return new URL(NEXTAUTH_URL).origin;
  const host = vercel.VERCEL_ENV === "production" ? vercel.VERCEL_PROJECT_PRODUCTION_URL : vercel.VERCEL_URL;
  if (host) return `https://${host}`;
  return NODE_ENV === "production" ? undefined : `http://localhost:${PORT}`;
}

let checked: Env | undefined;

/** For libraries, which read process.env, too: an empty variable is an unset one, and next-auth uses the Host header. */
function prepareForLibraries() {
  for (const name of Object.keys(process.env)) if (process.env[name] === "") delete process.env[name];
  process.env.AUTH_TRUST_HOST = "true";
  // next-auth would take a path of it for that of its own endpoint.
  const { NEXTAUTH_URL = "" } = process.env;
  if (URL.canParse(NEXTAUTH_URL)) process.env.NEXTAUTH_URL = new URL(NEXTAUTH_URL).origin;
}

/**
 * The validated environment. An empty variable is an unset one.
 * @throws Error naming each variable that is missing or invalid
 */
export function env(): Env {
  if (checked) return checked;
  prepareForLibraries();
  // `next build` loads every module without a complete environment.
  const building = process.env.NEXT_PHASE === "phase-production-build";
  const result = ((building ? Env.partial() : ServerEnv) as typeof Env).safeParse(process.env);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(
      `The environment is not valid. Set these variables, or put them in .env:\n  ${problems.join("\n  ")}`,
    );
  }
  checked = result.data;
  return checked;
}

/** The origin of links in mails: of settings only, because a Host header may come from anyone. Undefined if no setting names it. */
export const publicOrigin = () => publicOriginOf(env());

/** Whether mails reach somebody: by a mail server, or in development by /mailbox. */
export const isMailOn = () => env().SMTP_URL !== undefined || env().NODE_ENV === "development";

/** Whether mails are kept for /mailbox instead of being sent. */
export const isMailKept = () => isMailOn() && env().SMTP_URL === undefined;

/** Whether traces are sent to a collector. */
export function isExportingTraces(): boolean {
  const { OTEL_SDK_DISABLED, OTEL_TRACES_EXPORTER, ...endpoints } = env();
  if (OTEL_SDK_DISABLED === "true" || OTEL_TRACES_EXPORTER === "none") return false;
  return Boolean(endpoints.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? endpoints.OTEL_EXPORTER_OTLP_ENDPOINT);
}

/** Whether administrators must have a second factor. */
export const requiresSecondFactor = () => env().ADMIN_SECOND_FACTOR === "required";

/** Whether this process keeps the traces of its latest requests for the inspector. */
export const isInspecting = () => (env().INSPECTOR ?? String(env().NODE_ENV === "development")) === "true";

/**
 * Ends a server whose environment is not valid: Next would start it, and answer every request with 500.
 * @throws Error on Vercel instead, where an exit would start the function again and again
 */
export function requireValidEnv(): void {
  try {
    env();
  } catch (error) {
    if (process.env.VERCEL) throw error;
    console.error(`\n✗ ${(error as Error).message}`);
    process.exit(1);
  }
}
