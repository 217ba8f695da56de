/** `npm run admin:create -- you@example.com "Your Name"`: makes a user an administrator, and creates it if needed. */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { SignUp } from "@/domain/account.schema";
import { loadEnvironment, selectDatabase } from "./environment.mjs";
import { startPostgres } from "./postgres.mjs";

loadEnvironment();
const postgres = process.env.DATABASE_URL ? undefined : await startPostgres();
if (postgres) selectDatabase(postgres.url);

/** Asks on the terminal, without echo. */
function askPassword(): Promise<string> {
  process.stdout.write("Password (8 to 128 characters): ");
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
  return new Promise((answer) => {
    terminal.once("line", (line) => {
      answer(line);
      process.stdout.write("\n");
      terminal.close();
    });
    terminal.once("close", () => answer(""));
  });
}

const [email = "", name = "Administrator"] = process.argv.slice(2);
const password = process.env.ADMIN_PASSWORD ?? (await askPassword());
const input = SignUp.safeParse({ email, name, password });
if (input.success) {
  const { createAdmin } = await import("@/server/services/account");
  const { db } = await import("@/server/platform/db");
  const { isPasswordSet } = await createAdmin(input.data);
  console.log(`${input.data.email} is an administrator now${isPasswordSet ? "" : "; the password is unchanged"}.`);
  await db.$disconnect();
} else {
  for (const issue of input.error.issues) console.error(`✗ ${issue.path.join(".")}: ${issue.message}`);
  console.error(
    'Usage: npm run admin:create -- you@example.com "Your Name"   (the password is asked for, or taken from ADMIN_PASSWORD)',
  );
  process.exitCode = 1;
}
await postgres?.stop();
