/** `npm run api:client`: generates openapi.json and a typed client from the server's OpenAPI document. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { generate as orval } from "orval";
import { breakingChanges, type Contract, isNewMajor } from "./breaking-changes";

const here = import.meta.dirname;
const root = resolve(here, "../..");

/** The document that the server generates. It needs no database, so any URL will do. */
async function readContract(): Promise<Contract> {
  process.env.DATABASE_URL ||= "postgresql://nobody@localhost/none";
  process.env.NEXTAUTH_SECRET ||= "a-placeholder-that-signs-nothing-at-all";
  process.env.LOG_LEVEL ||= "silent";
  const { openApiDocument } = await import("@/server/rest/openapi");
  const { routes } = await import("@/server/rest/routes");
  return openApiDocument(routes) as Contract;
}

/** Writes `openapi.json` and `client.ts` into a folder. */
export async function generate(folder: string): Promise<void> {
  const target = join(folder, "openapi.json");
  writeFileSync(target, `${JSON.stringify(await readContract(), null, 2)}\n`);
  const mutator = join(folder, "http.ts"); // the client imports it from its own folder
  if (!existsSync(mutator)) copyFileSync(join(here, "http.ts"), mutator);
  const project = {
    input: { target },
    output: {
      target: join(folder, "client.ts"),
      mode: "single",
      client: "fetch",
      headers: true,
      urlEncodeParameters: true,
      baseUrl: { getBaseUrlFromSpecification: true },
      packageJson: join(root, "package.json"),
      tsconfig: join(root, "tsconfig.json"),
      override: {
        header: () => ["Made from openapi.json by `npm run api:client`: the REST API, a function an operation."],
        mutator: { path: mutator, name: "http" },
      },
    },
  } as const;
  await orval(project, root, { logLevel: "warn", throwOnError: true });
}

/** @throws Error naming each change that breaks clients of the committed contract */
async function checkCompatibility(): Promise<void> {
  const committed = join(here, "openapi.json");
  if (!existsSync(committed)) return;
  const [before, after] = [JSON.parse(readFileSync(committed, "utf8")) as Contract, await readContract()];
  const faults = breakingChanges(before, after);
  if (faults.length === 0 || isNewMajor(before, after)) return;
  const list = faults.map((fault) => `  - ${fault}`).join("\n");
  const remedy = "Undo these changes, or raise the first number of api.version in src/product.ts.";
  throw new Error(`These changes break clients of version ${before.info.version}:\n${list}\n${remedy}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await checkCompatibility();
    await generate(here);
    console.log("scripts/api/openapi.json and client.ts are up to date with the server.");
  } catch (error) {
    console.error(`\n✗ ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
