/** `npm run bench -- --profile`: records where the server's time goes while a subject is under load. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "./load";
import { readTimes } from "./processor";
import { divideTime, ownerOf, type Profile, readSourceMaps, type Share } from "./profile";
import { folder } from "./server";
import type { Subject } from "./subject";

const SHOWN = 16;
const LOAD_MS = 5000;

/** Calls attached.mjs in the server, which answers when it has done it. */
async function ask(server: ChildProcess, message: string) {
  const answered = once(server, "message");
  server.send(message);
  await answered;
}

const findSource = readSourceMaps();
const toLines = (shares: readonly Share[]) =>
  shares.slice(0, SHOWN).map(({ name, ms }) => `  ${ms.toFixed(3)}  ${name}`);

/** @returns a text; the profile itself, for the developer tools of Chromium, is in .data/bench */
export async function profileSubject({ operation, variant, work }: Subject, child: ChildProcess, origin: string) {
  const file = join(folder, `${`${operation} ${variant}`.replaceAll(/[^\w.]+/g, "-")}.cpuprofile`);
  const pids = { server: child.pid ?? 0 };
  await ask(child, "start");
  const before = readTimes(pids).of.server;
  const { latencies } = await load(origin, work, 8, { ms: LOAD_MS });
  const ms = (readTimes(pids).of.server - before) / latencies.length;
  await ask(child, file);
  const profile: Profile = JSON.parse(readFileSync(file, "utf8"));
  const packages = divideTime(profile, ms, (frame) => ownerOf(frame, findSource));
  const functions = divideTime(profile, ms, (frame) => {
    const owner = ownerOf(frame, findSource);
    return owner && `${frame.functionName || "(anonymous)"}, ${owner}`;
  });
  const title = `\n${operation}, ${variant}: ${ms.toFixed(2)} ms of processor time a request, with the profiler`;
  return [title, ...toLines(packages), "  by function:", ...toLines(functions)].join("\n");
}
