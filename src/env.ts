/** The only reader of process.env. */
import { z } from "zod";
import { connectionConfig } from "./database-url.mjs";

const wholeNumber = (min: number, max: number) => {
  const error = `a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};

const isOrigin = (text: string) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

const DatabaseUrl = z
  .url({ protocol: /^postgres(ql)?$/, error: "a postgresql:// URL", abort: true })
  .superRefine((url, ctx) => {
    try {
      connectionConfig(url);
    } catch (error) {
      ctx.addIssue({ code: "custom", message: (error as Error).message });
    }
  });

const Env = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  DATABASE_URL: DatabaseUrl,
  /** The same database without the transaction pooler of DATABASE_URL: for migrations and LISTEN. Empty means unset. */
  DIRECT_URL: DatabaseUrl.or(z.literal("")).optional(),
  NEXTAUTH_SECRET: z.string().min(32, "32 characters or more"),
  /** The public address, if a proxy changes the Host header. */
  NEXTAUTH_URL: z.url().optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  /** Database connections per process. */
  DATABASE_POOL_SIZE: wholeNumber(1, 100).default(10),
  /** Other origins whose pages may call the API, such as `https://partner.example`, separated by commas. */
  CORS_ORIGINS: z
    .string()
    .default("")
    .transform((text) => text.split(",").map((origin) => origin.trim()))
    .transform((origins) => origins.filter(Boolean))
    .pipe(z.array(z.string().refine(isOrigin, "origins such as https://partner.example, without a path"))),
  /** Number of own proxies in front of the server; each appends an address to X-Forwarded-For. */
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  /** Sign-ups per hour from one network address: more for a school or an office behind one. */
  SIGN_UPS_PER_HOUR: wholeNumber(1, 100_000).default(10),
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
