/**
 * `npm run partner`: the page of a partner, on two other origins. It shows what a site may do on an origin that
 * CORS_ORIGINS lists, and how the browser blocks it on one that is not listed.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { onStop } from "../postgres.mjs";

const here = import.meta.dirname;
const read = (name: string) => readFileSync(join(here, name), "utf8");

/** Bundles the page's script with the client. esbuild is a dependency of tsx, so it is resolved from there. */
async function bundle(): Promise<string> {
  const esbuild: typeof import("esbuild") = createRequire(import.meta.resolve("tsx"))("esbuild");
  const options = { bundle: true, write: false, format: "esm", target: "es2022", legalComments: "none" } as const;
  const { outputFiles } = await esbuild.build({ ...options, entryPoints: [join(here, "partner.ts")] });
  return outputFiles[0]?.text ?? "";
}

/**
 * Serves the page on a port of localhost, which is an origin of its own.
 * @param options `apiUrl` is called for each visit; `port` 0 is any free one
 */
export async function startPartner({ apiUrl, port }: { apiUrl: () => string; port: number }) {
  const files: Record<string, [type: string, text: string]> = {
    "/partner.js": ["text/javascript", await bundle()],
    "/style.css": ["text/css", read("style.css")],
  };
  const page = () => read("index.html").replaceAll("{{API_URL}}", new URL(apiUrl()).origin);
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    const [type, text] = path === "/" ? ["text/html", page()] : (files[path] ?? ["text/plain", undefined]);
    response.writeHead(text === undefined ? 404 : 200, {
      "content-type": `${type}; charset=utf-8`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
    });
    response.end(text ?? "There is no such page here.\n");
  });
  await new Promise<void>((listening, fail) => {
    server.once("error", fail).listen(port, "127.0.0.1", listening);
  });
  const stop = () =>
    new Promise<void>((stopped) => {
      server.close(() => stopped());
      server.closeAllConnections();
    });
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, stop };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const apiUrl = process.env.API_URL || "http://localhost:3000";
  try {
    const origin = new URL(apiUrl).origin;
    const pages: Awaited<ReturnType<typeof startPartner>>[] = [];
    for (const port of [4001, 4002]) pages.push(await startPartner({ apiUrl: () => origin, port }));
    const [listed, other] = pages.map(({ url }) => `\x1b[1m${url}\x1b[0m`);
    console.log(`
  A partner's page, calling the API at ${apiUrl} (set API_URL for another).

  ${listed}   may call it, if CORS_ORIGINS of the API lists it: CORS_ORIGINS="${pages[0]?.url}"
  ${other}   is the same page on an origin that is not listed: the browser refuses, and the page says so

  Sign in as customer@example.com; password: roundtrip-demo. Ctrl-C stops both.
`);
    onStop(async () => {
      await Promise.all(pages.map(({ stop }) => stop()));
      process.exit();
    });
  } catch (error) {
    console.error(`\n✗ ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
