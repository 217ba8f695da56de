/** A copy of the project as its repository has it, for benchmarks that install, build and generate files. */
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../scripts/environment.mjs";

/** Uncommitted files are copied, ignored ones are not. @returns its folder */
export function copyProject(): string {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-bench-"));
  chmodSync(folder, 0o755); // started by root, PostgreSQL is another user
  const names = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
  for (const name of names
    .toString()
    .split("\0")
    .filter((it) => it && existsSync(join(root, it))))
    cpSync(join(root, name), join(folder, name));
  return folder;
}

const PROCEDURES = 10;

const procedure = (name: string) => `
  ${name}: protectedProcedure
    .meta({ scope: "account:read" })
    .input(z.object({ id: z.string(), page: z.number().optional() }))
    .output(z.object({ id: z.string(), items: z.array(z.object({ name: z.string(), createdAt: z.date() })) }))
    .query(({ input }) => ({ id: input.id, items: [] })),`;

const routerFile = (name: string) => `import { z } from "zod";
import { protectedProcedure, router } from "@/server/core/procedures";

export const ${name} = router({${Array.from({ length: PROCEDURES }, (_, index) => procedure(`read${index}`)).join("")}
});
`;

const componentFile = (name: string) => `import { api } from "@/trpc/client";

export const useMade = (id: string) => api.${name}.read0.useQuery({ id }).data?.items[0]?.createdAt.getTime();
`;

/** Adds routers of 10 procedures each to a copy, and to each a file that calls its hook. */
export function addRouters(copy: string, count: number): void {
  const names = Array.from({ length: count }, (_, index) => `made${index}`);
  for (const [folder, text] of [
    ["src/server/routers/made", routerFile],
    ["src/features/made", componentFile],
  ] as const) {
    mkdirSync(join(copy, folder), { recursive: true });
    for (const name of names) writeFileSync(join(copy, folder, `${name}.ts`), text(name));
  }
  const file = join(copy, "src/server/routers/_app.ts");
  const imports = names.map((name) => `import { ${name} } from "./made/${name}";\n`).join("");
  const text = readFileSync(file, "utf8").replace("router({", `router({\n  ${names.join(", ")},`);
  writeFileSync(file, imports + text);
}

export const remove = (folder: string) => rmSync(folder, { recursive: true, force: true });
