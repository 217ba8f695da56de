/** The only reader of process.env. */
import { z } from "zod";

const wholeNumber = (min: number, max: number) => {
  const error = `a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};

const isOrigin = (text: string) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

const Env = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "a postgresql:// URL" }),
  NEXTAUTH_SECRET: z.string().min(32, "32 characters or more"),
  /** The public address, if a proxy changes the Host header. */
  NEXTAUTH_URL: z.url().optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  /** Database connections per process. */
  DATABASE_POOL_SIZE: wholeNumber(1, 100).default(10),
  /** Milliseconds that a call waits for a connection or a lock before its 503. */
  DATABASE_WAIT_MS: wholeNumber(100, 60_000).default(2500),
  /** Other origins whose pages may call the API, such as `https://partner.example`, separated by commas. */
  CORS_ORIGINS: z
    .string()
    .default("")
    .transform((text) => text.split(",").map((origin) => origin.trim()))
    .transform((origins) => origins.filter(Boolean))
    .pipe(z.array(z.string().refine(isOrigin, "origins such as https://partner.example, without a path"))),
  /** Number of own proxies in front of the server; each appends an address to X-Forwarded-For. */
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  /** Seconds after which a stream ends and is resumed: less than the limit of the platform and its proxies. */
  STREAM_SECONDS: wholeNumber(1, 3600).default(50),
  /** The store of the rate limits; by default the database. */
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: "a redis:// URL" }).optional(),
  /** Set by Vercel. */
  VERCEL: z.string().optional(),
});

let checked: z.infer<typeof Env> | undefined;

/**
 * The validated environment.
 * @throws Error naming each variable that is missing or invalid
 */
export function env(): z.infer<typeof Env> {
  if (checked) return checked;
  // `next build` loads every module without a complete environment.
  const building = process.env.NEXT_PHASE === "phase-production-build";
  const result = ((building ? Env.partial() : Env) as typeof Env).safeParse(process.env);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(
      `The environment is not valid. Fix .env; .env.example describes each variable.\n  ${problems.join("\n  ")}`,
    );
  }
  checked = result.data;
  return checked;
}
