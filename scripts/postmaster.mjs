/** The server process of a PostgreSQL data folder, as its pid file names it. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { join } from "node:path";
import { isAlive } from "./process.mjs";

export const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "");
export const pidFileOf = (data) => join(data, "postmaster.pid");

/** PostgreSQL refuses to run as root, so root runs it as `postgres` or `nobody`. */
export function serverUser() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => Number(spawnSync("id", [flag, name]).stdout));
    if (uid) return { uid, gid };
  }
  throw new Error(
    "PostgreSQL cannot run as root, and there is no user `postgres` or `nobody`. Run this as another user.",
  );
}

const isSame = (path, other) => fs.existsSync(path) && fs.realpathSync(path) === fs.realpathSync(other);

/** Whether a process is the server of `data`: PostgreSQL's working directory is its data folder. */
function serves({ pid, folder }, data) {
  // As the server's user: in a container, root may not look at the processes of other users.
  if (process.platform === "linux") {
    return spawnSync("test", [`/proc/${pid}/cwd`, "-ef", data], serverUser()).status === 0;
  }
  const found = spawnSync("lsof", ["-a", "-p", String(pid), "-d", "cwd", "-Fn"], { encoding: "utf8" });
  return isSame(/^n(.+)$/m.exec(found.stdout ?? "")?.[1] ?? folder, data);
}

/**
 * The process that the pid file names. The file outlives a killed server, whose pid may be another process's now, and
 * is copied along with its folder.
 * @returns {{ state: "none" | "running" | "gone" | "foreign", port?: number }} `foreign`: a process that serves another
 * folder, or no PostgreSQL
 */
export function findServer(data) {
  const file = pidFileOf(data);
  if (!fs.existsSync(file)) return { state: "none" };
  const [pid, folder = "", , port] = read(file).split("\n");
  if (!Number(pid)) return { state: "foreign" }; // cut off
  if (!isAlive(Number(pid))) return { state: "gone" };
  return serves({ pid, folder }, data) ? { state: "running", port: Number(port) } : { state: "foreign" };
}
