/** `npm run api:client`: writes the contract and a typed client for outsiders from what the server says of itself. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { generate as orval } from "orval";
import { breakingChanges, type Contract, isNewMajor } from "./breaking-changes";

const here = import.meta.dirname;
const root = resolve(here, "../..");

/** The document as the server makes it. It asks no database, so any address will do for a clone that has none. */
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
  const mutator = join(folder, "http.ts"); // looked for beside the client, which imports it
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

/** @throws Error naming what the committed contract promised and the present one does not keep */
async function checkPromises(): Promise<void> {
  const committed = join(here, "openapi.json");
  if (!existsSync(committed)) return;
  const [before, after] = [JSON.parse(readFileSync(committed, "utf8")) as Contract, await readContract()];
  const faults = breakingChanges(before, after);
  if (faults.length === 0 || isNewMajor(before, after)) return;
  const list = faults.map((fault) => `  - ${fault}`).join("\n");
  const remedy = "Keep the promise, or raise the first number of api.version in src/product.ts.";
  throw new Error(`This breaks clients of version ${before.info.version}:\n${list}\n${remedy}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await checkPromises();
    await generate(here);
    console.log("openapi.json and client.ts in scripts/api say what the server says.");
  } catch (error) {
    console.error(`\n✗ ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
