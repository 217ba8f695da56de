import { spawnSync } from "node:child_process";
import { root } from "./scripts";

/** Runs a script that uses the server's modules, on the database of the test. */
export function script(path: string, env: Record<string, string> = {}, args: string[] = [], input = "") {
  const { NODE_OPTIONS: _, ...rest } = process.env;
  const result = spawnSync(process.execPath, ["--import", "tsx", "--conditions=react-server", path, ...args], {
    cwd: root,
    env: { ...rest, ...env },
    encoding: "utf8",
    input,
  });
  return { status: result.status, output: result.stdout + result.stderr };
}
