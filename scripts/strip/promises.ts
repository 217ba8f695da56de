/** SECURITY.md promises what code keeps and tests prove: a promise about what is gone goes, too. */
import { findSource } from "../find-source.mjs";
import type { Tree } from "./tree";

const WIDTH = 128;

/** Whether a reference such as src/env.ts#env, or a file alone, leads to something. */
function exists(tree: Tree, reference: string): boolean {
  const [file = "", name] = reference.split(/#(.*)/s);
  return tree.has(file) && (name === undefined || findSource(tree.read(file), name) !== undefined);
}

function wrap(text: string): string {
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last.length + word.length >= WIDTH) lines.push(`  ${word}`);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.join("\n");
}

/** A list of references without those that lead nowhere; empty if none is left. */
function keepFound(tree: Tree, list: string): string {
  const references = [...list.matchAll(/`([^`]+)`/g)].map(([, it = ""]) => it);
  return references
    .filter((it) => exists(tree, it))
    .map((it) => `\`${it}\``)
    .join(", ");
}

function keep(tree: Tree, promise: string): string {
  const [, claim, code = "", word, tests = ""] =
    /^([\s\S]*?) Code: ([\s\S]*?) (Tests?): ([\s\S]*)$/.exec(promise) ?? [];
  if (claim === undefined) return promise;
  const [found, proved] = [keepFound(tree, code), keepFound(tree, tests)];
  return found && proved ? `${claim} Code: ${found}. ${word}: ${proved}.` : "";
}

/** The document with the promises that are kept. */
export function keptPromises(tree: Tree, text: string): string {
  return text.replaceAll(/^- .*(?:\n {2}.*)*\n/gm, (found) => {
    const promise = found.trimEnd().replaceAll(/\n {2}/g, " ");
    const kept = keep(tree, promise);
    return kept === promise ? found : kept && `${wrap(kept)}\n`;
  });
}
