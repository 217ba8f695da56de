/**
 * `npm run bench:sign-in [attempts]`: whether the time of a refused sign-in reveals which emails have an account.
 * Sends wrong passwords for known and for unknown emails, alternately and one at a time, to the production build, and
 * prints the median of each and their ratio. Exits with 1 if the ratio is not between 0.9 and 1.1. Run it on an idle
 * machine.
 */
import { Pool } from "pg";
import { readCommandLine, wholeNumber } from "./command-line";
import { ms, percentile, startBenchServer } from "./server";

const { positionals } = readCommandLine(import.meta.filename, {});
const ATTEMPTS = wholeNumber("The number of attempts", positionals[0] ?? "200", 10_000);
const WARM_UP = 20;

// Each attempt has its own address and its own account, so that no rate limit applies.
const server = await startBenchServer({ TRUSTED_PROXIES: "1" });
const { hashPassword } = await import("@/server/auth/password");
const pool = new Pool({ connectionString: server.databaseUrl, max: 1 });
await pool.query(
  `INSERT INTO users (id, email, name, password_hash)
   SELECT 'bench-' || n, 'known-' || n || '@example.test', 'Bench', $2 FROM generate_series(1, $1) AS n`,
  [ATTEMPTS + WARM_UP, await hashPassword("the right password")],
);
await pool.end();

/** @returns how long a refused sign-in takes, in ms */
async function attempt(kind: "known" | "unknown", number: number): Promise<number> {
  const address = `10.${kind === "known" ? 1 : 2}.${number >> 8}.${number & 255}`;
  const start = performance.now();
  const response = await fetch(`${server.origin}/api/v1/login`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": address },
    body: JSON.stringify({ email: `${kind}-${number}@example.test`, password: "a wrong password" }),
  });
  await response.arrayBuffer();
  const time = performance.now() - start;
  if (response.status !== 401)
    throw new Error(`Expected 401 for ${kind}-${number}@example.test, got ${response.status}.`);
  return time;
}

const times = { known: [] as number[], unknown: [] as number[] };
for (let number = 1; number <= ATTEMPTS + WARM_UP; number++) {
  for (const kind of ["known", "unknown"] as const) {
    const time = await attempt(kind, number);
    if (number > WARM_UP) times[kind].push(time);
  }
}
await server.stop();

const [known, unknown] = [percentile(times.known, 0.5), percentile(times.unknown, 0.5)];
const ratio = unknown / known;
console.log(`${ATTEMPTS} refused sign-ins each: known email ${ms(known)}, unknown email ${ms(unknown)} (medians)`);
console.log(`ratio of the medians, unknown to known: ${ratio.toFixed(3)} (goal: 0.9 to 1.1)`);
process.exit(ratio > 0.9 && ratio < 1.1 ? 0 : 1);
