/** Every command of the documents is run by a test: by this one, or by that which commands.ts names. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { readStamp } from "../../scripts/upgrade/stamp";
import { copyProject, remove } from "../bench/project-copy";
import { makeUser } from "../setup/factories";
import { send } from "../setup/http";
import { connected, createDatabase, readMigrations } from "../setup/release";
import { collect, inheritedEnv, root } from "../setup/scripts";
import { startSocketServer } from "../setup/socket-server";
import { BACKUP, COPY, commands, DATABASE, REST } from "./commands";

const read = (name: string) => readFileSync(join(root, name), "utf8");
const documents = [
  ...["README.md", "AGENTS.md", "SECURITY.md", "CHANGELOG.md", "scripts/strip/files/README.md"],
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).map((name) => join("docs", name)),
].filter((name) => name.endsWith(".md") && existsSync(join(root, name)));

const PROGRAMS =
  /^(\w+=\S+ )*(npm|npx|node|git|curl|docker|openssl|psql|nginx|systemctl|systemd-analyze|journalctl|fly) /;
const BLOCK = /^ *```sh\n(.*?)^ *```$/gms;
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = ""]) => found);

/** Lines of its shell blocks, programs that a sentence names, and the scripts in the first column of their table. */
function commandsOf(document: string): string[] {
  const lines = all(document, BLOCK).flatMap((block) => block.trim().split(/\n */));
  // A lone backtick has no partner beyond its paragraph, list item or row.
  const paragraphs = document.replaceAll(/^ *```.*?^ *```$/gms, "").split(/\n(?=\s*(?:\n|[-*|#]|\d+\. ))/);
  const spans = paragraphs.flatMap((it) => all(it, /`([^`]+)`/g)).map((it) => it.replaceAll(/\s+/g, " "));
  const [table = ""] = /^## Scripts$.*?(?=^## )/ms.exec(document) ?? [];
  const scripts = all(table, /^\|( `.*?)\|/gm).flatMap((cell) => all(cell, /`([^`]+)`/g));
  return [
    ...lines.map((it) => it.replace(/\s+# .*/, "")),
    ...spans.filter((it) => PROGRAMS.test(it)),
    ...scripts.map((it) => `npm run ${it}`.replace(/^npm run (start|test)$/, "npm $1")),
  ];
}

const found = [...new Set(documents.flatMap((name) => commandsOf(read(name))))];
/** Those of one kind, in the sequence of the table. */
const heldBy = (kind: string) => Object.keys(commands).filter((it) => found.includes(it) && commands[it] === kind);

const { commit, stripped } = readStamp(root);
const isOwn = commit !== undefined || stripped !== undefined;
if (isOwn) console.warn("commands.ts is not compared: the documents of a project's own have commands of its own.");

describe.skipIf(isOwn)("the commands of the documents", () => {
  it("are those of commands.ts", () => expect(found.toSorted()).toEqual(Object.keys(commands).toSorted()));

  it("are run by tests; where not, the table has a reason", () => {
    for (const command of found) {
      const [file = "", text] = commands[command]?.split("#") ?? [];
      if (text) expect([command, existsSync(join(root, file)) && read(file).includes(text)]).toEqual([command, true]);
      else if (file) expect([command, file]).toEqual([command, expect.stringMatching(/^run |^not run: ./)]);
    }
    for (const reason of new Set(Object.values(commands).filter((it) => it.startsWith("not run: "))))
      console.warn(`${reason}:`, heldBy(reason).join("; "));
  });
});

/** Runs lines as a shell does. */
async function shell(lines: string, cwd: string, env: Record<string, string> = {}, input = "") {
  const child = spawn("sh", ["-c", lines], { cwd, env: { ...inheritedEnv(), ...env } });
  child.stdin.end(input);
  const output = collect(child);
  const [status] = await once(child, "close");
  return { status, output: output.text };
}

describe("in a copy of the project", () => {
  const FAILED = "29990101000000_failed";
  const place = mkdtempSync(join(tmpdir(), "roundtrip-commands-"));
  const copy = join(place, "project");
  const env = { DATABASE_URL: "" };
  beforeAll(async () => {
    env.DATABASE_URL = await createDatabase(process.env.DATABASE_URL ?? "");
    renameSync(copyProject(), copy);
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
    const author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
    for (const args of [
      ["init", "-q"],
      ["add", "-A"],
      [...author, "commit", "-qm", "feat: begin"],
    ])
      execFileSync("git", args, { cwd: copy });
  });
  afterAll(() => remove(place));

  /** `migrate resolve` wants a migration that has failed. */
  async function failMigration() {
    const folder = join(copy, "prisma/migrations", FAILED);
    mkdirSync(folder);
    writeFileSync(join(folder, "migration.sql"), "SELECT 1 / 0;");
    expect(await shell("npm run db:migrate", copy, env)).toMatchObject({ status: 1 });
    return () => remove(folder);
  }

  it.each(heldBy(COPY))("%s", async (command) => {
    const mend = command.includes("NAME") ? await failMigration() : undefined;
    expect(await shell(command.replace("NAME", FAILED), copy, env)).toMatchObject({ status: 0 });
    mend?.();
  });
});

const { rows } = await connected(process.env.DATABASE_URL ?? "", (client) => client.query("SHOW server_version"));
const [serverMajor, dumpMajor] = [rows[0].server_version, spawnSync("pg_dump", ["--version"]).stdout].map((text) =>
  Number(/\d+/.exec(String(text))?.[0] ?? 0),
);
const canDump = Number(dumpMajor) >= Number(serverMajor);
if (!canDump) console.warn(`The commands of docs/deploy/backup.md are not run: pg_dump ${serverMajor} is missing.`);

describe("on the database of the test", () => {
  const url = process.env.DATABASE_URL ?? "";

  it.each(heldBy(DATABASE))("%s", async (command) => {
    const line = command.replace("EMAIL", "you@example.com").replace("postgresql://...", url);
    expect(await shell(line, root, { DATABASE_URL: url }, "a long password\n")).toMatchObject({ status: 0 });
  });

  it.skipIf(isOwn)("the statements of backup.md end sessions and queued mails, and keep personal tokens", async () => {
    const [sql = ""] = all(read("docs/deploy/backup.md"), /^```sql\n(.*?)^```$/gms);
    const { id: userId, email } = await makeUser();
    const later = new Date(Date.now() + 60_000);
    const session = { userId, expiresAt: later, idleExpiresAt: later };
    const token = { ...session, kind: "PERSONAL", name: "CI", secretHash: "hash" } as const;
    await db.credential.createMany({ data: [session, token] });
    await db.mail.create({ data: { template: "verify-email", address: email, expiresAt: later } });
    await connected(url, (client) => client.query(sql));
    const active = await db.credential.findMany({ where: { userId, revokedAt: null } });
    expect(active.map(({ kind }) => kind)).toEqual(["PERSONAL"]);
    expect(await db.mail.count({ where: { doneAt: null } })).toBe(0);
  });

  it.skipIf(isOwn || !canDump)("pg_dump and pg_restore make a copy with the same migrations", async () => {
    const [dump = "", restore = ""] = heldBy(BACKUP);
    const folder = mkdtempSync(join(tmpdir(), "roundtrip-backup-"));
    const copy = await createDatabase(url);
    expect(await shell(dump.replace("postgresql://...", url), folder)).toMatchObject({ status: 0 });
    expect(await shell(restore.replace("postgresql://...", copy), folder)).toMatchObject({ status: 0 });
    expect(await readMigrations(copy)).toEqual(await readMigrations(url));
    remove(folder);
  });

  const block = all(read("README.md"), BLOCK).find((it) => it.includes("curl"));
  const canRun = block && spawnSync("curl", ["--version"]).status === 0;
  if (!canRun) console.warn(`The REST calls of README.md are not run: ${block ? "curl is missing" : "it has none"}.`);

  it.skipIf(!canRun)("the block on the REST API logs in, and reads a list with the token", async () => {
    expect(heldBy(REST)).toHaveLength(4);
    const server = await startSocketServer([["", send]]);
    const lines = (block ?? "").replace("http://localhost:3000", server.origin);
    const [login = "", list = ""] = lines.split(/^token=.*$/m);
    const { output } = await shell(login, root);
    const [, token] = /"accessToken":"([^"]+)"/.exec(output) ?? [];
    const { output: items } = await shell(`${lines.split("\n")[0]}\ntoken=${token}${list}`, root);
    server.stop();
    expect(items).toContain('"items":[{');
  });
});
