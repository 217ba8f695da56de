/** The Dockerfile as its stages, and the files that its context contains. What the rehearsal cannot do is an error. */
import { readdirSync, readFileSync } from "node:fs";
import { join, matchesGlob, relative, sep } from "node:path";
import { root } from "../../scripts/environment.mjs";

export type Step =
  | { kind: "COPY"; from: string | undefined; source: string[]; target: string }
  | { kind: "RUN"; command: string };
export type Stage = {
  name: string;
  base: string;
  steps: Step[];
  env: Record<string, string>;
  user: string | undefined;
  command: string[] | undefined;
  healthCheck: string[] | undefined;
};

const read = (name: string) => readFileSync(join(root, name), "utf8");
const list = (text: string): string[] => JSON.parse(text);

/** @throws Error for an instruction that the rehearsal does not know */
export function readStages(text = read("Dockerfile")): Stage[] {
  const lines = text
    .replaceAll(/^#.*\n/gm, "")
    .replaceAll(/\\\n/g, " ")
    .split("\n");
  const stages: Stage[] = [];
  for (const line of lines.filter((it) => it.trim())) {
    const [, name = "", rest = ""] = /^(\w+) +(.+)$/.exec(line) ?? [];
    if (name === "FROM") stages.push(createStage(rest, stages));
    else apply(stages.at(-1), name, rest);
  }
  return stages;
}

function createStage(text: string, stages: Stage[]): Stage {
  const [base = "", , name = ""] = text.split(/ +/);
  const parent = stages.find((it) => it.name === base);
  const [command, healthCheck] = [parent?.command, parent?.healthCheck];
  return { name, base, steps: [], env: { ...parent?.env }, user: parent?.user, command, healthCheck };
}

function apply(stage: Stage | undefined, name: string, rest: string): void {
  if (!stage) throw new Error(`${name} comes before the first FROM.`);
  if (name === "RUN") stage.steps.push({ kind: "RUN", command: rest });
  else if (name === "COPY") stage.steps.push(readCopy(rest));
  else if (name === "ENV") Object.assign(stage.env, Object.fromEntries(rest.split(/ +/).map((it) => it.split("="))));
  else if (name === "USER") stage.user = rest;
  else if (name === "CMD") stage.command = list(rest);
  else if (name === "HEALTHCHECK") stage.healthCheck = list(rest.replace(/^(--\S+ +)*CMD +/, ""));
  else if (!(name === "WORKDIR" && rest === "/app") && name !== "EXPOSE") {
    throw new Error(`The rehearsal does not know the instruction: ${name} ${rest}`);
  }
}

function readCopy(text: string): Step {
  const [, from, paths = ""] = /^(?:--from=(\S+) +)?(.+)$/.exec(text) ?? [];
  const source = paths.split(/ +/);
  const target = source.pop() ?? "";
  return { kind: "COPY", from, source, target };
}

const patterns = (text: string) => text.split("\n").filter((line) => line && !line.startsWith("#"));

/** Whether .dockerignore leaves a path in the context: the last pattern that names it, or a folder of it, decides. */
export function isInContext(path: string, text = read(".dockerignore")): boolean {
  const parts = path.split("/");
  const paths = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  let isIncluded = true;
  for (const pattern of patterns(text)) {
    const glob = pattern.replace(/^!/, "");
    if (paths.some((it) => matchesGlob(it, glob))) isIncluded = pattern.startsWith("!");
  }
  return isIncluded;
}

/** The files of this folder that .dockerignore leaves in the context, also those that git does not know. */
export function readContext(folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = join(folder, entry.name);
    const path = relative(root, file).split(sep).join("/");
    if (!isInContext(path)) return [];
    return entry.isDirectory() ? readContext(file) : [path];
  });
}
