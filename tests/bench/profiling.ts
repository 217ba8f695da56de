/** `npm run bench -- --profile`: records where the server's time goes while a subject is under load. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "./load";
import { ownerOf, type Profile, readSourceMaps, type Share, summarize } from "./profile";
import { folder } from "./server";
import type { Subject } from "./subject";

const SHOWN = 14;
const LOAD_MS = 5000;

/** Calls attached.mjs in the server, which answers when it has done it. */
async function ask(server: ChildProcess, message: string) {
  const answered = once(server, "message");
  server.send(message);
  await answered;
}

const findSource = readSourceMaps();
const list = (title: string, shares: readonly Share[]) => {
  const total = shares.reduce((sum, { ms }) => sum + ms, 0);
  const lines = shares.slice(0, SHOWN).map(({ name, ms }) => `  ${ms.toFixed(3)}  ${name}`);
  return [`${title}: ${total.toFixed(2)} ms a request`, ...lines].join("\n");
};

/** @returns a text; the profile itself, for the developer tools of Chromium, is in .data/bench */
export async function profileSubject(subject: Subject, { child, origin }: { child: ChildProcess; origin: string }) {
  const name = `${subject.operation} ${subject.variant}`.replaceAll(/[^\w.]+/g, "-");
  const file = join(folder, `${name}.cpuprofile`);
  await ask(child, "start");
  const { latencies } = await load(origin, subject.work, 8, { ms: LOAD_MS });
  await ask(child, file);
  const profile: Profile = JSON.parse(readFileSync(file, "utf8"));
  const owners = summarize(profile, latencies.length, (frame) => ownerOf(frame, findSource));
  const functions = summarize(profile, latencies.length, (frame) => {
    const owner = ownerOf(frame, findSource);
    return owner && `${frame.functionName || "(anonymous)"}  ${owner}`;
  });
  const title = `${subject.operation}, ${subject.variant}`;
  return `\n${list(title, owners)}\n${list("Largest functions", functions)}`;
}
