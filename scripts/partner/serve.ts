/**
 * `npm run partner`: an example partner site on two other origins. It shows CORS at work: the API allows the origin that
 * CORS_ORIGINS lists and blocks the other.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { onStop } from "../process.mjs";

const directory = import.meta.dirname;
const read = (name: string) => readFileSync(join(directory, name), "utf8");

/** Bundles the page's script with the API client. esbuild is a dependency of tsx, so it is resolved from there. */
async function bundle(): Promise<string> {
  const esbuild: typeof import("esbuild") = createRequire(import.meta.resolve("tsx"))("esbuild");
  const options = { bundle: true, write: false, format: "esm", target: "es2022", legalComments: "none" } as const;
  const { outputFiles } = await esbuild.build({ ...options, entryPoints: [join(directory, "partner.ts")] });
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
    response.end(text ?? "Not found\n");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
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
    const [allowed, blocked] = pages.map(({ url }) => `\x1b[1m${url}\x1b[0m`);
    console.log(`
  Partner site for the API at ${apiUrl} (set API_URL to change it)

  ${allowed}   allowed, if the API is started with CORS_ORIGINS="${pages[0]?.url}"
  ${blocked}   not listed: the browser blocks the responses, and the page explains why

  Sign in as customer@example.com, password roundtrip-demo. Press Ctrl-C to stop.
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
