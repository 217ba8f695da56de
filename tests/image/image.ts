/** Makes the stages of an image as Docker would, in folders of this machine: what each of their commands reads and writes is there. */
import { spawnSync } from "node:child_process";
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { root } from "../../scripts/environment.mjs";
import { serverUser } from "../../scripts/postmaster.mjs";
import { linkFolder } from "../setup/link-folder";
import { readContext, readStages, type Stage, type Step } from "./dockerfile";

type User = { uid?: number; gid?: number };

/** Not root, who may write everything; root itself where no other user may run this Node. */
export function ordinaryUser(): User {
  const user: User = serverUser();
  if (spawnSync(process.execPath, ["--version"], user).status === 0) return user;
  console.warn(`The image is rehearsed as root: other users may not run ${process.execPath}.`);
  return {};
}

/** Runs a program to its end, with these variables only, and the PATH of this Node. */
export function runAs(
  user: User,
  cwd: string,
  [program = "", ...args]: string[],
  env: Record<string, string>,
  input = "",
) {
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
  const only: Record<string, string> = { npm_config_update_notifier: "false", ...env, PATH };
  const options = { ...user, cwd, env: only as NodeJS.ProcessEnv, input, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(program, args, options);
  return { status, output: `${stdout}${stderr}` };
}

const wouldDownload = (command: string) => command.startsWith("npm ci ");

export function createImage(folder: string, user: User) {
  const stages = readStages();
  const rootOf = (name: string) => join(folder, name);
  const appOf = (name: string) => join(rootOf(name), "app");

  function make(stage: Stage): void {
    const app = appOf(stage.name);
    mkdirSync(app, { recursive: true });
    if (stages.some(({ name }) => name === stage.base)) deriveFrom(appOf(stage.base), app);
    for (const step of stage.steps) run(stage, step);
  }

  function run(stage: Stage, step: Step): void {
    const app = appOf(stage.name);
    if (step.kind === "COPY") copy(app, step);
    else if (wouldDownload(step.command)) install(app);
    else runCommand(stage, app, step.command);
  }

  function runCommand(stage: Stage, app: string, command: string): void {
    giveTo(app, user);
    const npm = { npm_config_offline: "true", HOME: join(folder, "home") };
    const { status, output } = runAs(user, app, ["sh", "-c", command], { ...npm, ...stage.env });
    if (status !== 0) throw new Error(`${stage.name}: ${command} failed:\n${output}`);
  }

  function copy(app: string, { from, source, target }: Step & { kind: "COPY" }): void {
    for (const path of source) {
      const to = join(app, target, target.endsWith("/") && !from ? posix.basename(path) : "");
      if (from) cpSync(join(rootOf(from), path), to, { recursive: true, verbatimSymlinks: true });
      else if (path === ".") for (const name of readContext()) cpSync(join(root, name), join(app, target, name));
      else cpSync(join(root, path), to);
    }
  }

  for (const stage of stages) make(stage);
  return { folderOf: appOf, stageOf: (name: string) => stages.find((it) => it.name === name) as Stage };
}

/** `npm ci` without its download: the packages of this project, without what their install scripts have added. */
function install(app: string): void {
  for (const name of ["package.json", "package-lock.json"]) if (!existsSync(join(app, name))) throw new Error(name);
  linkFolder(join(root, "node_modules"), join(app, "node_modules"));
  const engines = join(app, "node_modules/@prisma/engines");
  for (const name of readdirSync(engines)) if (name.startsWith("schema-engine-")) rmSync(join(engines, name));
}

function deriveFrom(base: string, app: string): void {
  for (const name of readdirSync(base)) {
    if (name === "node_modules") linkFolder(join(base, name), join(app, name));
    else cpSync(join(base, name), join(app, name), { recursive: true });
  }
}

/** Makes an ordinary user the owner of the folders and of what was copied; hard links stay as they are. */
function giveTo(path: string, { uid, gid }: User): void {
  if (uid === undefined || gid === undefined) return;
  const stat = lstatSync(path);
  if (stat.isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), { uid, gid });
  if (stat.isDirectory() || (stat.isFile() && stat.nlink === 1)) chownSync(path, uid, gid);
}
