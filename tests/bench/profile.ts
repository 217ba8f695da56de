/** Where the processor time of a profile went: by npm package, own folder, and what Node itself does. */
import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { fileURLToPath } from "node:url";

type CallFrame = { functionName: string; url: string; lineNumber: number; columnNumber: number };
type Node = { id: number; callFrame: CallFrame };
/** As V8 writes it: the node of each sample, and microseconds between the samples. */
export type Profile = { nodes: Node[]; samples: number[]; timeDeltas: number[] };

export type Share = { name: string; ms: number };

/** The original file of a position in a bundled file; undefined if there is no source map. */
export type FindSource = (frame: CallFrame) => string | undefined;

/** Reads the source maps beside the files of a build. */
export function readSourceMaps(): FindSource {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (url: string) => {
    const file = `${url.startsWith("file:") ? fileURLToPath(url) : url}.map`;
    return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, "utf8"))) : undefined;
  };
  return ({ url, lineNumber, columnNumber }) => {
    if (!url.includes("/.next/")) return undefined;
    if (!maps.has(url)) maps.set(url, mapOf(url));
    const entry = maps.get(url)?.findEntry(lineNumber, columnNumber);
    return entry && "originalSource" in entry ? entry.originalSource : undefined;
  };
}

/** Waiting, and the profiler's own work. */
const NO_WORK = new Set(["(idle)", "dispatch"]);

/** A package, an own folder such as `src/server/http`, or a part of Node. Undefined for what is not the server's work. */
export function ownerOf(frame: CallFrame, findSource: FindSource): string | undefined {
  if (!frame.url && NO_WORK.has(frame.functionName)) return undefined;
  if (frame.functionName === "(garbage collector)") return "garbage collection";
  if (frame.url.startsWith("node:")) return "Node";
  if (frame.url.startsWith("wasm:")) return "WebAssembly (Prisma's query compiler)";
  const path = decodeURIComponent(findSource(frame) ?? frame.url);
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  const [, folder] = /\/(src\/(?:server\/)?[^/]+)\//.exec(path) ?? [];
  return name ?? folder ?? (path ? "other files" : "native code of Node and V8");
}

/**
 * Divides the processor time of a request among the names of the sampled functions, the largest first. Samples are taken
 * by the clock: their number also depends on other processes, their shares do not.
 */
export function divideTime(profile: Profile, ms: number, nameOf: (frame: CallFrame) => string | undefined): Share[] {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const sums = new Map<string, number>();
  profile.samples.forEach((id, index) => {
    const frame = frames.get(id);
    const name = frame && nameOf(frame);
    if (name) sums.set(name, (sums.get(name) ?? 0) + (profile.timeDeltas[index] ?? 0));
  });
  const total = [...sums.values()].reduce((sum, it) => sum + it, 0);
  return [...sums].map(([name, sum]) => ({ name, ms: (sum / total) * ms })).sort((a, b) => b.ms - a.ms);
}
