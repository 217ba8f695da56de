/** The environment: which values the server accepts, and which files the scripts read. */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { freshServer } from "../setup/fresh-server";
import { copyScripts, linkPackages, node, root } from "../setup/scripts";

describe("the server", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  /** What `env()` returns in a new process with these variables. */
  async function readEnv(variables: Record<string, string | undefined>) {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    vi.resetModules();
    const { env } = await import("@/env");
    return env();
  }

  it("takes an empty variable for an unset one", async () => {
    const names = ["LOG_LEVEL", "REDIS_URL", "NEXTAUTH_URL", "VERCEL", "STREAM_SECONDS", "CORS_ORIGINS", "NODE_ENV"];
    const unset = await readEnv(Object.fromEntries(names.map((name) => [name, undefined])));
    expect(await readEnv(Object.fromEntries(names.map((name) => [name, ""])))).toEqual(unset);
  });

  it.each([
    ["development", ["http://localhost:4001"]],
    ["production", []],
  ])("without CORS_ORIGINS, the origins of %s may call the API: %s", async (mode, origins) => {
    const variables = { NODE_ENV: mode, NEXTAUTH_SECRET: "s".repeat(32), CORS_ORIGINS: "" };
    expect((await readEnv(variables)).CORS_ORIGINS).toEqual(origins);
  });

  it.each([
    [false, {}],
    [true, { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" }],
    [true, { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://localhost:4318/v1/traces" }],
    [false, { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318", OTEL_SDK_DISABLED: "true" }],
    [false, { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318", OTEL_TRACES_EXPORTER: "none" }],
  ])("traces are sent to a collector: %s with %j", async (isSent, variables) => {
    await readEnv(variables);
    const { isExportingTraces } = await import("@/env");
    expect(isExportingTraces()).toBe(isSent);
  });

  const OIDC = { AUTH_OIDC_ISSUER: "https://id.test", AUTH_OIDC_ID: "id", AUTH_OIDC_SECRET: "secret" };

  it.each<[string, Record<string, string>]>([
    ["AUTH_GITHUB_SECRET: is needed as well, because AUTH_GITHUB_ID is set", { AUTH_GITHUB_ID: "id" }],
    ["AUTH_GOOGLE_ID: is needed as well, because AUTH_GOOGLE_SECRET is set", { AUTH_GOOGLE_SECRET: "secret" }],
    ["AUTH_OIDC_ID: is needed", { ...OIDC, AUTH_OIDC_ID: "" }],
    ["AUTH_OIDC_ISSUER: an https:// URL", { ...OIDC, AUTH_OIDC_ISSUER: "http://id.test" }],
    ["AUTH_OIDC_ISSUER: an https:// URL", { ...OIDC, AUTH_OIDC_ISSUER: "http://127.0.0.1:1", NODE_ENV: "production" }],
  ])("refuses incomplete or unsafe settings of a sign-in provider: %s", async (message, variables) => {
    await expect(readEnv(variables)).rejects.toThrow(message);
  });

  it.each(["https://id.test", "http://127.0.0.1:1", "http://localhost:1"])("accepts the issuer %s", async (issuer) => {
    expect(await readEnv({ ...OIDC, AUTH_OIDC_ISSUER: issuer })).toMatchObject({ AUTH_OIDC_ISSUER: issuer });
  });

  it("names an empty variable that is required", async () => {
    await expect(readEnv({ DATABASE_URL: "" })).rejects.toThrow("DATABASE_URL: a postgresql:// URL");
  });

  it("on Vercel a wrong environment is thrown; elsewhere it ends the process with 1", async () => {
    const exit = vi.spyOn(process, "exit").mockReturnValue(undefined as never);
    const print = vi.spyOn(console, "error").mockReturnValue();
    await expect(readEnv({ TRUSTED_PROXIES: "yes" })).rejects.toThrow("TRUSTED_PROXIES");
    const { requireValidEnv } = await import("@/env");
    requireValidEnv();
    expect(exit.mock.calls).toEqual([[1]]);
    expect(print.mock.calls.join()).toContain("TRUSTED_PROXIES");
    vi.stubEnv("VERCEL", "1");
    expect(requireValidEnv).toThrow("TRUSTED_PROXIES");
    vi.restoreAllMocks();
  });

  it("signs in at the request's host, with NEXTAUTH_URL and VERCEL empty", async () => {
    const { csrfOf, HOST } = await freshServer({ NEXTAUTH_URL: "", VERCEL: "", AUTH_TRUST_HOST: "" });
    expect(decodeURIComponent((await csrfOf()).cookie)).toContain(`callback-url=http://${HOST}`);
  });

  const example = readFileSync(join(root, ".env.example"), "utf8").match(/^NEXTAUTH_SECRET="(.*)"/m)?.[1] ?? "";

  it.each([
    ["a missing secret", undefined],
    ["a short secret", "x".repeat(31)],
    ["the secret of .env.example", example],
  ])("refuses %s in production, and names the command that generates one", async (_name, NEXTAUTH_SECRET) => {
    await expect(readEnv({ NODE_ENV: "production", NEXTAUTH_SECRET })).rejects.toThrow(
      /NEXTAUTH_SECRET.*\n.*randomBytes/,
    );
  });

  const production = { NODE_ENV: "production", SMTP_URL: "smtp://mail.test", NEXTAUTH_URL: undefined };

  it.each([
    ["SMTP_URL", "http://mail.test"],
    ["SMTP_URL", "smtp://"],
    ["MAIL_FROM", "not an address"],
    ["MAIL_FROM", "Shop <mail@shop.test>, Other <other@shop.test>"],
    ["MAIL_FROM", "Shop\r\nBcc: all@shop.test <mail@shop.test>"],
    ["CRON_SECRET", "too short"],
  ])("refuses %s=%j", async (name, value) => {
    await expect(readEnv({ [name]: value })).rejects.toThrow(`${name}: `);
  });

  it.each(["mail@shop.test", "Shop <mail@shop.test>"])("accepts MAIL_FROM=%s", async (MAIL_FROM) => {
    expect(await readEnv({ MAIL_FROM })).toMatchObject({ MAIL_FROM });
  });

  it("refuses to send mails in production without a public address for their links", async () => {
    await expect(readEnv(production)).rejects.toThrow("NEXTAUTH_URL: a URL such as https://shop.example.com");
  });

  it.each([
    ["NEXTAUTH_URL", { NEXTAUTH_URL: "https://shop.test/" }, "https://shop.test/a"],
    [
      "the production host of Vercel",
      { VERCEL_ENV: "production", VERCEL_PROJECT_PRODUCTION_URL: "shop.test" },
      "https://shop.test/a",
    ],
    ["the host of a preview on Vercel", { VERCEL_ENV: "preview", VERCEL_URL: "branch.test" }, "https://branch.test/a"],
    ["this machine in development", { NODE_ENV: "development", PORT: "3001" }, "http://localhost:3001/a"],
  ])("makes links in mails from %s", async (_name, variables, url) => {
    await readEnv({ ...production, ...variables });
    const { publicUrl } = await import("@/server/platform/public-address");
    expect(publicUrl("/a")).toBe(url);
  });

  it.each([
    ["on", { NODE_ENV: "production", SMTP_URL: "smtp://mail.test", NEXTAUTH_URL: "https://shop.test" }],
    ["off", { NODE_ENV: "production", SMTP_URL: undefined }],
    ["on, kept for /mailbox", { NODE_ENV: "development", SMTP_URL: undefined }],
    ["on", { NODE_ENV: "development", SMTP_URL: "smtp://mail.test" }],
  ])("mails are %s with %j", async (expected, variables) => {
    await readEnv(variables);
    const { isMailKept, isMailOn } = await import("@/env");
    expect(`${isMailOn() ? "on" : "off"}${isMailKept() ? ", kept for /mailbox" : ""}`).toBe(expected);
  });

  it("accepts the secret of .env.example in development", async () => {
    expect(await readEnv({ NODE_ENV: "development", NEXTAUTH_SECRET: example })).toMatchObject({
      NEXTAUTH_SECRET: example,
    });
  });
});

describe("the scripts", () => {
  const clone = copyScripts();
  afterAll(() => rmSync(clone, { recursive: true }));
  // Each file sets a variable of its own.
  beforeAll(() => {
    linkPackages(clone, "@next/env", "pg", "prisma", "@prisma");
    for (const suffix of ["", ".local", ".development", ".development.local", ".production", ".production.local"]) {
      const own = `FILE${suffix.replaceAll(".", "_")}`;
      writeFileSync(
        join(clone, `.env${suffix}`),
        `${own}="1"\nDATABASE_URL="postgresql://${own}/"\nDIRECT_URL=direct\nEMPTY=\n`,
      );
    }
  });

  /** The variables after `loadEnvironment(mode)`. */
  async function load(mode?: "development" | "production", env: Record<string, string | undefined> = {}) {
    const script = `import { loadEnvironment } from "./scripts/environment.mjs";
      loadEnvironment(${JSON.stringify(mode)});
      console.log(JSON.stringify(process.env));`;
    const { output } = await node(["--input-type=module", "-e", script], { cwd: clone, env });
    return JSON.parse(output) as Record<string, string>;
  }
  const filesOf = (variables: Record<string, string>) =>
    Object.keys(variables)
      .filter((name) => name.startsWith("FILE"))
      .sort();
  const DEVELOPMENT = ["FILE", "FILE_development", "FILE_development_local", "FILE_local"];
  const PRODUCTION = ["FILE", "FILE_local", "FILE_production", "FILE_production_local"];

  it.each([
    ["development", DEVELOPMENT],
    ["production", PRODUCTION],
    [undefined, DEVELOPMENT],
  ] as const)("in mode %s they read the files that Next reads", async (mode, files) => {
    expect(filesOf(await load(mode))).toEqual(files);
  });

  it("NODE_ENV decides for scripts that have no mode of their own", async () => {
    expect(filesOf(await load(undefined, { NODE_ENV: "production" }))).toEqual(PRODUCTION);
  });

  it("a variable that is set takes precedence over the files; an empty one unsets them", async () => {
    expect(await load("production", { FILE: "mine", FILE_local: "" })).toMatchObject({ FILE: "mine" });
    const variables = await load("production", { DATABASE_URL: "" });
    for (const name of ["DATABASE_URL", "EMPTY"]) expect(variables).not.toHaveProperty(name);
  });

  it.each([
    ["those of a file are used together", {}, ["postgresql://FILE_production_local/", "direct"]],
    ["a DATABASE_URL from elsewhere takes no DIRECT_URL of a file", { DATABASE_URL: "own" }, ["own", "own"]],
    ["a DIRECT_URL beside DATABASE_URL is used", { DATABASE_URL: "own", DIRECT_URL: "too" }, ["own", "too"]],
    ["without DATABASE_URL there is none", { DATABASE_URL: "" }, [undefined, undefined]],
  ])("DATABASE_URL and DIRECT_URL: %s", async (_title, given, expected) => {
    const { DATABASE_URL, DIRECT_URL } = await load("production", { DATABASE_URL: undefined, ...given });
    expect([DATABASE_URL, DIRECT_URL]).toEqual(expected);
  });

  it("Prisma's command line reads the same files", async () => {
    copyFileSync(join(root, "prisma.config.ts"), join(clone, "prisma.config.ts"));
    const script = `await import("./prisma.config.ts"); console.log(JSON.stringify(process.env));`;
    const tsx = pathToFileURL(join(root, "node_modules/tsx/dist/loader.mjs")).href;
    const { output } = await node(["--import", tsx, "--input-type=module", "-e", script], { cwd: clone });
    expect(filesOf(JSON.parse(output))).toEqual(DEVELOPMENT);
  });

  it("without a running server, Prisma's command line gets a host that says so", async () => {
    const script = `import { databaseUrl } from "./scripts/postgres.mjs"; console.log(databaseUrl());`;
    const env = { DATABASE_URL: "" };
    expect((await node(["--input-type=module", "-e", script], { cwd: clone, env })).output).toContain("is-not-running");
  });
});
