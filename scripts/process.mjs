/** Helpers for processes that run side by side: signals, ports and locks. */
import fs from "node:fs";
import { createServer } from "node:net";

export const pause = (ms) => new Promise((resume) => setTimeout(resume, ms));

/**
 * Calls `stop` on SIGINT, SIGTERM and SIGHUP, and when the reader of the output is gone (`| head`). npm forwards a
 * SIGTERM to its shell only, so under npm a new parent process means the same.
 */
export function onStop(stop) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  for (const stream of [process.stdout, process.stderr]) stream.on("error", stop);
  const parent = process.ppid;
  const underNpm = Boolean(process.env.npm_lifecycle_event);
  setInterval(() => underNpm && process.ppid !== parent && stop(), 250);
}

/** Listens for a moment. @returns the port, with 0 the one that was chosen; the error's code if it cannot listen there */
async function tryPort(port, host) {
  const probe = createServer();
  const error = await new Promise((done) => {
    probe.once("error", done).listen(port, host, () => done(undefined));
  });
  if (error) return { error };
  const found = probe.address().port;
  return new Promise((closed) => probe.close(() => closed({ found })));
}

/**
 * `port`, or the next free one after it; with 0, any free port. Another process may take it before the caller does:
 * when listening fails, try again with the next one.
 * @param {string} [host] where the caller will listen
 * @param {string[]} [neighbors] other addresses at which the port has to be free, if the machine has them
 * @throws the error of `listen`, such as EADDRNOTAVAIL for a host that is no address of this machine
 */
export async function freePort(port, host = "127.0.0.1", neighbors = []) {
  const { error, found } = await tryPort(port, host);
  if (error && !["EADDRINUSE", "EACCES"].includes(error.code)) throw error;
  const others = error ? [] : await Promise.all(neighbors.map((address) => tryPort(found, address)));
  if (!error && others.every((other) => other.error?.code !== "EADDRINUSE")) return found;
  if (port >= 65535) throw new Error("There is no free port.");
  return freePort(port && port + 1, host, neighbors);
}

/** Whether a process exists, of any user. */
export function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM"; // it runs, and belongs to another user
  }
}

/** @returns the lock's age in ms and its process, 0 if that has not been written yet; undefined if it was released */
function readLock(file) {
  try {
    return { age: Date.now() - fs.statSync(file).mtimeMs, pid: Number(fs.readFileSync(file, "utf8")) };
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}

/** Runs `work` in one process at a time. A lock file is stale without its process, or after two minutes. */
export async function withLock(file, work) {
  for (;;) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code === "ENOENT") return work(); // the folder was deleted, so nobody else works in it
      if (error.code !== "EEXIST") throw error;
    }
    const lock = readLock(file);
    if (lock && (lock.age > 120_000 || (lock.pid && !isAlive(lock.pid)))) fs.rmSync(file, { force: true });
    else await pause(50);
  }
  return work().finally(() => fs.rmSync(file, { force: true }));
}
