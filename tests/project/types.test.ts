/** The type check, on a copy of the sources: which errors it finds, and which files the production build includes. */
import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import config from "../../next.config.mjs";
import { node, root } from "../setup/scripts";

const copy = join(root, ".data/types-test"); // inside the project, so that it finds the packages
const BUILD_CONFIG = config("phase-production-build").typescript?.tsconfigPath ?? "tsconfig.json";

beforeAll(async () => {
  await node([join(root, "node_modules/next/dist/bin/next"), "typegen"]);
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(join(copy, "tests"), { recursive: true });
  for (const folder of ["src", ".next/types"]) cpSync(join(root, folder), join(copy, folder), { recursive: true });
  for (const file of ["tsconfig.json", BUILD_CONFIG]) copyFileSync(join(root, file), join(copy, file));
  const references = ["next", "next/image-types/global"].map((types) => `/// <reference types="${types}" />\n`);
  writeFileSync(join(copy, "next-env.d.ts"), references.join(""));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** @returns the output of the type check */
function typecheck(tsconfig: string): string {
  const args = [join(root, "node_modules/typescript/bin/tsc"), "-p", tsconfig, "--pretty", "false"];
  return spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8" }).stdout;
}

/** @returns the files with type errors */
const brokenFiles = (tsconfig: string) => [
  ...new Set([...typecheck(tsconfig).matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map(([, file]) => file ?? "")),
];

it("a type error in a test fails the type check, but not the production build", () => {
  const planted = ["src/planted.ts", "tests/planted.test.ts"];
  for (const file of planted) writeFileSync(join(copy, file), 'export const wrong: number = "text";\n');
  expect(brokenFiles(BUILD_CONFIG)).toEqual(["src/planted.ts"]);
  expect(brokenFiles("tsconfig.json")).toEqual(planted);
  for (const file of planted) rmSync(join(copy, file));
});

it("renaming an output field breaks the pages that use it", () => {
  const file = join(copy, "src/domain/token.schema.ts");
  const schema = readFileSync(file, "utf8");
  writeFileSync(file, schema.replaceAll("lastUsedAt: z", "lastSeenAt: z"));
  const broken = brokenFiles(BUILD_CONFIG);
  expect(broken.filter((name) => name.startsWith("src/features/token/"))).not.toEqual([]);
});

it("an unknown reason or topic: the error says where to add it", () => {
  const planted = join(copy, "src/server/services/planted.ts");
  const lines = [
    'import { conflict } from "@/server/core/errors";',
    'import { recordChange } from "./change";',
    'export const reason = () => conflict("PLANTED", "text");',
    'export const topic = (tx: never) => recordChange(tx, { userId: "", topic: "planted", id: "" });',
  ];
  writeFileSync(planted, lines.join("\n"));
  const output = typecheck(BUILD_CONFIG);
  expect(output).toContain("Add this reason to errorReasons in src/product.ts");
  expect(output).toContain("Add this topic to topics in src/product.ts");
  rmSync(planted);
});
