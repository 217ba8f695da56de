/** Runs programs in a pseudo terminal, by the command `script`, and answers what they ask. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { collect, inheritedEnv, root } from "./scripts";

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
/** Of util-linux, or of BSD and macOS. */
const argumentsOf = (command: readonly string[]) =>
  process.platform === "linux" ? ["-qec", command.map(quote).join(" "), "/dev/null"] : ["-q", "/dev/null", ...command];

/** Whether this machine has one. */
export const hasTerminal =
  spawnSync("script", argumentsOf(["true"]), { stdio: ["pipe", "ignore", "ignore"] }).status === 0;

/** A text that is printed, and what is typed then. */
export type Answer = readonly [question: string, answer: string];

/**
 * Runs Node in a terminal to its end. Each question is expected after the one before.
 * @returns the exit code, what was printed, and the questions that were not asked
 */
export async function nodeInTerminal(args: readonly string[], answers: readonly Answer[], folder = root) {
  const child = spawn("script", argumentsOf([process.execPath, ...args]), { cwd: folder, env: inheritedEnv() });
  const output = collect(child);
  const open = [...answers];
  let seen = 0;
  child.stdout.on("data", () => {
    const [question, answer] = open[0] ?? [];
    const found = question === undefined ? -1 : output.text.indexOf(question, seen);
    if (found < 0) return;
    seen = output.text.length;
    open.shift();
    child.stdin.write(`${answer}\r`);
  });
  const [status] = await once(child, "close");
  return { status: status as number | null, output: output.text, unasked: open.map(([question]) => question) };
}
