/** A PgBouncer in transaction mode for tests, with its default settings otherwise. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serverUser } from "../../scripts/postmaster.mjs";
import { freePort } from "../../scripts/process.mjs";
import { ensureDebianPackage } from "./debian-package.mjs";

const PROGRAM = "/usr/sbin/pgbouncer";

/** Sends PgBouncer the signals that it reads, and ends it with this process, also after a failed test. */
const SHELL = '"$0" "$1" >/dev/null & while read -r signal; do kill -s "$signal" $!; echo sent; done; kill -s KILL $!';

/** Whether PgBouncer can be started here. */
export const hasPgBouncer = ensureDebianPackage("pgbouncer", PROGRAM);
if (!hasPgBouncer)
  console.warn("Transaction poolers are not tested: PgBouncer is not installed (Debian package: pgbouncer).");

/** @param more further settings @returns the URL of `databaseUrl` behind a PgBouncer, how to stop it, and how to make it silent */
export async function startPgBouncer(databaseUrl: string, more = "") {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-pgbouncer-"));
  const file = join(folder, "pgbouncer.ini");
  const user: { uid?: number; gid?: number } = serverUser(); // PgBouncer refuses to run as root
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(0);
    writeFileSync(file, settings(new URL(databaseUrl), port) + more, { mode: 0o600 });
    if (user.uid !== undefined && user.gid !== undefined)
      for (const path of [folder, file]) chownSync(path, user.uid, user.gid);
    const server = spawn("sh", ["-c", SHELL, PROGRAM, file], { ...user, stdio: "pipe" });
    const printed = await printedUntilUp(server);
    if (printed.includes("process up")) {
      const stop = async () => {
        server.stdin.end();
        await once(server, "close");
        rmSync(folder, { recursive: true });
      };
      const url = String(Object.assign(new URL(databaseUrl), { port: String(port) }));
      const freeze = async () => {
        server.stdin.write("STOP\n");
        await once(server.stdout, "data");
      };
      return { url, stop, freeze };
    }
    server.stdin.end();
    // Another process may have taken the port since freePort looked.
    if (attempt === 10 || !printed.includes("in use")) throw new Error(`PgBouncer did not start:\n${printed}`);
  }
}

const settings = ({ hostname, port, username, password }: URL, listenPort: number) => `
[databases]
* = host=${hostname} port=${port} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
`;

function printedUntilUp(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    server.on("error", reject).on("close", () => resolve(printed));
    server.stderr?.on("data", (text) => {
      printed += text;
      if (/process up|in use/.test(printed)) resolve(printed);
    });
  });
}
