/** The command lines of the benchmarks. */
import { readFileSync } from "node:fs";
import { type ParseArgsConfig, parseArgs } from "node:util";

/** Ends the process with a message, before anything was started. */
function refuse(message: string): never {
  console.error(`✗ ${message}`);
  process.exit(1);
}

/**
 * Reads the options of a benchmark. Ends the process for --help, with the comment at the top of its file, and for options that it
 * does not have.
 * @param file of the benchmark
 */
export function readCommandLine<Options extends NonNullable<ParseArgsConfig["options"]>>(
  file: string,
  options: Options,
) {
  if (process.argv.includes("--help")) {
    const [, comment = ""] = /^\/\*\*(.*?)\*\//s.exec(readFileSync(file, "utf8")) ?? [];
    console.log(comment.replaceAll(/^ \* ?/gm, "").trim());
    process.exit();
  }
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    refuse(`${(error as Error).message.split(". ")[0]}. --help shows the options.`);
  }
}

/** A whole number from the command line; ends the process for anything else. */
export function wholeNumber(name: string, text: string, max: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= max) return number;
  return refuse(`${name} is a whole number from 1 to ${max.toLocaleString("en")}, not "${text}".`);
}
