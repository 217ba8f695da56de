/** The production server, however it is started: by `npm start`, or from the standalone folder. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { root } from "../../scripts/setup.mjs";
import { SECRET, URL_FILE } from "./files";
import { copyStandalone, runToEnd, startStandalone } from "./standalone";
import { DEMO_PASSWORD, expect, test } from "./story";

let copy: ReturnType<typeof copyStandalone>;
test.beforeAll(() => {
  copy = copyStandalone();
});
test.afterAll(() => copy.remove());

const PUBLIC = join(root, "public");
/** The paths of the files in public/, which a product may not have: those that are served, and those that are not. */
const files = existsSync(PUBLIC) ? readdirSync(PUBLIC, { recursive: true, withFileTypes: true }) : [];
const pathsOf = (isHidden: boolean) =>
  files
    .filter((entry) => entry.isFile() && entry.name.startsWith(".") === isHidden)
    .map(({ parentPath, name }) => `/${relative(PUBLIC, join(parentPath, name)).replaceAll(sep, "/")}`);

const VALID = { DATABASE_URL: readFileSync(URL_FILE, "utf8"), NEXTAUTH_SECRET: SECRET };

test("the standalone folder serves the app outside of the repository", async ({ request }) => {
  expect(readdirSync(copy.folder).filter((name) => name.startsWith(".env"))).toEqual([]);
  const { origin, stop } = await startStandalone(copy.folder, { ...VALID, TRUSTED_PROXIES: "1", REDIS_URL: "" });
  const csrf = await request.get(`${origin}/api/auth/csrf`);
  expect(decodeURIComponent(csrf.headers()["set-cookie"] ?? "")).toContain(`callback-url=${origin};`);
  const form = { email: "customer@example.com", password: DEMO_PASSWORD, json: "true", ...(await csrf.json()) };
  const headers = { "sec-fetch-site": "same-origin" };
  expect((await request.post(`${origin}/api/auth/callback/credentials`, { form, headers })).status()).toBe(200);

  const page = await request.get(`${origin}/account`);
  expect([page.status(), page.url()]).toEqual([200, `${origin}/account`]);
  const [, script = ""] = /<script[^>]*src="([^"]+)"/.exec(await page.text()) ?? [];
  for (const path of [script, "/icon.svg", ...pathsOf(false).slice(0, 1)]) {
    expect((await request.get(`${origin}${path}`)).status(), path).toBe(200);
  }
  for (const path of pathsOf(true)) expect((await request.get(`${origin}${path}`)).status(), path).toBe(404);
  expect((await request.get(`${origin}/account`)).headers()["keep-alive"]).toBe("timeout=65");
  expect(await stop()).toBe(143);
});

const WRONG = { ...VALID, CORS_ORIGINS: "example.com", REDIS_URL: "localhost:6379x", TRUSTED_PROXIES: "yes" };
const commands: [name: string, run: (env: Record<string, string>) => ReturnType<typeof runToEnd>][] = [
  ["npm start", (env) => runToEnd(["scripts/serve.mjs", "start"], root, { PORT: "0", ...env })],
  ["node server.js", (env) => runToEnd(["server.js"], copy.folder, { PORT: "0", ...env })],
];
for (const [name, run] of commands) {
  test(`${name}: a wrong environment ends it with 1 and names each wrong variable`, async () => {
    const { status, output } = await run(WRONG);
    expect(status).toBe(1);
    for (const variable of ["CORS_ORIGINS", "REDIS_URL", "TRUSTED_PROXIES"])
      expect(output).toContain(`\n  ${variable}`);
    expect(output).not.toMatch(/runs at|at module evaluation/);
  });
}
