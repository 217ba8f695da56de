/** What gets into a container image, and which Node it has. tests/image/run.ts runs it. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { isInContext, readContext, readStages } from "../image/dockerfile";
import { root } from "../setup/scripts";

const read = (name: string) => readFileSync(join(root, name), "utf8");

describe(".dockerignore", () => {
  it("leaves in the context only what the repository has", () => {
    const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const known = new Set(String(execFileSync("git", args, { cwd: root })).split("\0"));
    const files = readContext();
    expect(files).toContain("src/env.ts");
    expect(files.filter((file) => !known.has(file))).toEqual([]);
  });

  it.each([
    [".env", false],
    [".env.production.local", false],
    ["tests/.env", false],
    [".env.example", true],
    [".git/config", false],
    ["node_modules/next/package.json", false],
    [".data/postgres.password", false],
    [".next/cache/webpack", false],
    ["prisma/schema.prisma", true],
    [".npmrc", false],
    ["certificates/server.pem", false],
    ["server.key", false],
    ["backup.sql", false],
    ["prisma/backup.dump", false],
    ["prisma/migrations/20260101000000_init/migration.sql", true],
  ])("%s is in the context: %s", (path, isIn) => {
    expect(isInContext(path)).toBe(isIn);
  });

  it("leaves in the context each migration", () => {
    const files = readdirSync(join(root, "prisma/migrations"), { recursive: true, encoding: "utf8" });
    const migrations = files.filter((name) => name.endsWith(".sql")).map((name) => join("prisma/migrations", name));
    expect(migrations.length).toBeGreaterThan(0);
    expect(migrations.filter((path) => !isInContext(path.split(sep).join("/")))).toEqual([]);
  });

  it("git ignores the tokens of npm, too", () => {
    expect(read(".gitignore").split("\n")).toContain(".npmrc");
  });
});

describe("compose.yaml", () => {
  const { services } = parse(read("compose.yaml"), { merge: true });

  it("migrations are applied once the database is healthy, and the app starts after they have ended", () => {
    expect(services.migrate.depends_on).toEqual({ database: { condition: "service_healthy" } });
    expect(services.app.depends_on.migrate).toEqual({ condition: "service_completed_successfully" });
    for (const { depends_on = {} } of Object.values<{ depends_on?: Record<string, { condition: string }> }>(services)) {
      for (const [name, { condition }] of Object.entries(depends_on))
        if (condition === "service_healthy") expect(services[name].healthcheck).toBeDefined();
    }
  });

  it("has no secret: what is one has to be set", () => {
    const secrets = [services.database.environment.POSTGRES_PASSWORD, services.app.environment.NEXTAUTH_SECRET];
    for (const secret of secrets) expect(secret).toMatch(/^\$\{\w+:\?[^}]+\}$/);
  });

  it("gives the app every setting of .env, but those of this machine", () => {
    expect(services.app.env_file).toBe(".env");
    expect(services.app.environment).toMatchObject({
      ...{ DATABASE_URL: expect.stringContaining("@database:5432/"), REDIS_URL: "redis://redis:6379", DIRECT_URL: "" },
      ...{ NODE_ENV: "production", HOSTNAME: "0.0.0.0", PORT: "3000" },
    });
  });

  it("no setting of development is in the .env that setup:env writes", () => {
    expect(Object.keys(parseEnv(read(".env.example")))).toEqual(["NEXTAUTH_SECRET"]);
  });

  it("makes the stages that the Dockerfile has", () => {
    const names = readStages().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([services.migrate.build.target, services.app.build.target]));
  });
});

describe("the version of Node", () => {
  const majors: string[] = JSON.parse(read("package.json")).engines.node.match(/(?<=\^)\d+/g);
  const recommended = read(".nvmrc").trim();

  it("of the image is that of .nvmrc, the newest of package.json", () => {
    expect(readStages()[0]?.base).toMatch(new RegExp(`^node:${recommended}-`));
    expect(majors.at(-1)).toBe(recommended);
  });

  it("is each one of package.json in CI, and the oldest of the types", () => {
    const versions: (string | number)[] = parse(read(".github/workflows/ci.yml")).jobs.test.strategy.matrix.node;
    expect(versions.map((version) => String(version).split(".")[0])).toEqual(majors);
    expect(JSON.parse(read("package.json")).devDependencies["@types/node"]).toMatch(new RegExp(`^${majors[0]}\\.`));
  });
});
