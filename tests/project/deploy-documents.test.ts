/** docs/deploy: its commands are run by tests, its files are valid, and its links lead somewhere. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../setup/scripts";

const folder = join(root, "docs/deploy");
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const documents = readdirSync(folder).filter((name) => name.endsWith(".md"));

const IMAGE = "tests/image/run.ts";
const NGINX = "tests/e2e/drills/nginx.spec.ts";
const NO_DOCKER = "not run: Docker; of CI";
const NO_ACCOUNT = "not run: needs an account";
const NO_ROOT = "not run: changes the system; its files are tried";

/** Each command, and the test that runs it or what it consists of; or why none can. */
const COMMANDS: Record<string, string> = {
  "npm run setup:env": "tests/project/setup.test.ts",
  'echo "POSTGRES_PASSWORD=$(openssl rand -hex 24)" >> .env': ".github/workflows/ci.yml",
  "docker compose up --build --detach": ".github/workflows/ci.yml",
  "docker compose run --rm migrate npm run db:seed": IMAGE,
  'docker compose run --rm migrate npm run admin:create -- you@example.com "Your Name"': IMAGE,
  "docker build --target run --tag roundtrip .": NO_DOCKER,
  "docker build --target migrate --tag roundtrip-migrate .": NO_DOCKER,
  "install -m 600 /dev/null /etc/roundtrip.env": NO_ROOT,
  "install -m 644 docs/deploy/app@.service /etc/systemd/system/roundtrip@.service": NO_ROOT,
  "install -m 644 docs/deploy/nginx.conf /etc/nginx/sites-available/roundtrip": NO_ROOT,
  "ln -s ../sites-available/roundtrip /etc/nginx/sites-enabled/roundtrip": NO_ROOT,
  "systemctl daemon-reload": NO_ROOT,
  "systemctl enable roundtrip@3000 roundtrip@3001": NO_ROOT,
  "nginx -t && systemctl reload nginx": NGINX,
  "npm ci --include=dev && npm run build": IMAGE,
  "rsync --archive .next/standalone/ root@shop.example.com:/srv/roundtrip/$(git rev-parse --short HEAD)/":
    "tests/e2e/start.spec.ts",
  "DATABASE_URL=postgresql://... npm run db:migrate": "tests/project/deploy.test.ts",
  "ln -sfn /srv/roundtrip/VERSION /srv/roundtrip/current": NO_ROOT,
  "systemctl restart roundtrip@3000 && systemctl restart roundtrip@3001": NGINX,
  "npm run db:migrate && npm run vercel-build": "tests/project/deploy.test.ts",
  "fly apps create roundtrip": NO_ACCOUNT,
  "fly secrets set DATABASE_URL=postgresql://... NEXTAUTH_SECRET=$(openssl rand -base64 32)": NO_ACCOUNT,
  "fly deploy": IMAGE,
  'fly ssh console --command "npm run admin:create -- you@example.com Admin"': IMAGE,
  "npm run bench -- --quick --only order": "tests/project/bench.test.ts",
  "npm run bench:live -- 1000": "not run: minutes; its parts are of tests/project/bench.test.ts",
};

const commandsOf = (text: string) =>
  [...text.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = ""]) => block.trim().split("\n"));

it("each command of the documents is in the table of those that tests run, and no other", () => {
  const commands = documents.flatMap((name) => commandsOf(read(name)));
  expect([...new Set(commands)].sort()).toEqual(Object.keys(COMMANDS).sort());
});

it("each test that runs a command, and each file that the documents name, exists", () => {
  const tests = Object.values(COMMANDS).filter((it) => !it.startsWith("not run: "));
  const named = documents.flatMap((name) =>
    [...read(name).matchAll(/`((?:tests|scripts|src)\/[^`\s]+)`/g)].map(([, path = ""]) => path),
  );
  for (const path of [...tests, ...named]) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
});

it("each link within the repository leads to a file", () => {
  for (const name of documents)
    for (const [, path = ""] of read(name).matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect([name, path, existsSync(join(folder, path))]).toEqual([name, path, true]);
});

it("railway.json is JSON, and asks the probe of readiness", () => {
  expect(JSON.parse(read("railway.json")).deploy.healthcheckPath).toBe("/api/ready");
});

const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;
if (!hasSystemd) console.warn("The unit of docs/deploy is not verified: systemd-analyze is not installed.");

it.skipIf(!hasSystemd)("systemd accepts the unit", () => {
  const copy = mkdtempSync(join(tmpdir(), "roundtrip-unit-"));
  const unit = join(copy, "roundtrip@3000.service");
  writeFileSync(unit, read("app@.service").replaceAll(/=\/usr\/bin\/(node|curl)/g, `=${process.execPath}`));
  const { status, stderr } = spawnSync("systemd-analyze", ["verify", unit], { encoding: "utf8" });
  rmSync(copy, { recursive: true });
  expect([status, stderr.split("\n").filter((line) => line.includes("roundtrip"))]).toEqual([0, []]);
});
