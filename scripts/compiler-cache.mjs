import fs from "node:fs";
import { join } from "node:path";

/**
 * Deletes the cache of the development compiler if packages were installed since the last start. It keeps failures, too:
 * a module that was missing during `npm ci` would be missing at every later start.
 */
export function dropStaleCache(root) {
  // npm writes it at the end of an installation; other package managers don't.
  const installed = fs.statSync(join(root, "node_modules/.package-lock.json"), { throwIfNoEntry: false });
  const mark = join(root, ".next/cache/packages");
  const version = String(installed?.mtimeMs);
  if (fs.existsSync(mark) && fs.readFileSync(mark, "utf8") === version) return;
  fs.rmSync(join(root, ".next/dev/cache"), { recursive: true, force: true });
  fs.mkdirSync(join(root, ".next/cache"), { recursive: true });
  fs.writeFileSync(mark, version);
}
