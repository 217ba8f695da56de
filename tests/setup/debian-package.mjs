/** Programs that tests need and npm does not have: Debian's packages, installed where this process may install them. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { say } from "../../scripts/setup.mjs";

/**
 * Installs a Debian package unless its program exists: on Debian, as root.
 * @param {string} name of the package
 * @param {string} program the path of its program
 * @returns {boolean} whether the program exists now
 */
export function ensureDebianPackage(name, program) {
  if (!existsSync(program) && process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    say(`Installing Debian's package ${name} with apt-get ...`);
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    for (const args of [["update"], ["install", "-y", "--no-remove", "--no-install-recommends", name]]) {
      spawnSync("apt-get", ["-qq", "-o", "DPkg::Lock::Timeout=120", ...args], {
        stdio: "ignore",
        env,
        timeout: 180_000,
      });
    }
  }
  return existsSync(program);
}
