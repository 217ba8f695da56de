/** The types reach from the schema of an answer to the page that shows it: renaming a field must break the page. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const copy = join(root, ".data/types-test"); // inside the project, so that it finds the packages

beforeAll(() => {
  spawnSync(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "typegen"], { cwd: root });
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  cpSync(join(root, "src"), join(copy, "src"), { recursive: true });
  writeFileSync(
    join(copy, "next-env.d.ts"),
    '/// <reference types="next" />\n/// <reference types="next/image-types/global" />\n',
  );
  const include = ["next-env.d.ts", "../../.next/types/routes.d.ts", "src/**/*.ts", "src/**/*.tsx"];
  const exclude: string[] = [];
  const compilerOptions = { paths: { "@/*": ["./src/*"] }, incremental: false };
  writeFileSync(
    join(copy, "tsconfig.json"),
    JSON.stringify({ extends: "../../tsconfig.json", compilerOptions, include, exclude }),
  );
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** The files with type errors. */
function brokenFiles() {
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, "node_modules/typescript/bin/tsc"), "-p", copy, "--pretty", "false"],
    {
      cwd: copy,
      encoding: "utf8",
    },
  );
  return [...new Set([...stdout.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map(([, file]) => file ?? ""))];
}

it("renaming an output field breaks the pages that use it", () => {
  expect(brokenFiles()).toEqual([]);

  const file = join(copy, "src/domain/order.schema.ts");
  const schema = readFileSync(file, "utf8");
  writeFileSync(file, schema.replaceAll("totalCents: z", "sumCents: z"));
  const broken = brokenFiles();
  expect(broken.filter((name) => name.startsWith("src/features/order/"))).not.toEqual([]);
});
