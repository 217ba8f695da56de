#!/usr/bin/env node
/**
 * Replaces Prisma's native schema engine where that cannot be downloaded. Implements its protocol with the Prisma CLI
 * (JSON-RPC, one message per line) and runs the same engine as WebAssembly, from the npm registry, over node-postgres.
 * prisma.config.ts passes this file to the CLI when the native engine is not installed.
 * Windows cannot execute a .mjs file, so Prisma needs its native engine there.
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { PrismaPg } from "@prisma/adapter-pg";
import * as wasm from "@prisma/schema-engine-wasm/schema_engine_bg";
import { connectionConfig } from "../src/database-url.mjs";

// A dependency of the adapter, not of the project: resolved from the adapter.
const adapterUtils = createRequire(import.meta.resolve("@prisma/adapter-pg"))("@prisma/driver-adapter-utils");
const { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, DriverAdapterError } = adapterUtils;

/** Prisma's codes for the adapter's connection errors, of which the engine forwards only the message. */
const connectionErrors = {
  AuthenticationFailed: "P1000",
  DatabaseNotReachable: "P1001",
  DatabaseDoesNotExist: "P1003",
  DatabaseAccessDenied: "P1010",
  TlsConnectionError: "P1011",
};
let lastFailure;

// The engine writes the message of a panic here.
const panic = { message: "", set_message: (message) => Object.assign(panic, { message }) };
globalThis.PRISMA_WASM_PANIC_REGISTRY = panic;
// A panic, or parameters of a wrong shape, bypass every try block. They must reach the CLI as a response: if the engine
// process just ends, the CLI may exit with code 0 and print nothing.
const crash = new Promise((_, reject) => process.on("uncaughtException", reject));

const send = (message) => console.log(JSON.stringify({ jsonrpc: "2.0", ...message }));
const log = (level, fields) => console.error(JSON.stringify({ level, fields, target: "schema_engine::logger" }));
const readFromPackage = (file) => readFileSync(new URL(file, import.meta.resolve("@prisma/schema-engine-wasm")));

/** The URL of another database on the same server. */
function withDatabase(address, name) {
  const url = new URL(address);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/** Connects with the adapter, and works around what the engine cannot handle. */
async function connect(connectionString) {
  const { hostname: host, port } = new URL(connectionString);
  // One permanent session, as in the native engine: it holds the lock that serializes migrations.
  const session = { max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 10_000 };
  const adapter = await new PrismaPg({ ...connectionConfig(connectionString), ...session }).connect();
  const { executeRaw, onError, performIO, queryRaw } = adapter;

  let script = "";
  let isChar = [];

  adapter.performIO = async (query) => {
    const result = await performIO.call(adapter, query);
    const fields = result.fields ?? []; // a script of several statements has an array of results, which is not used
    // The adapter rejects the type "char" (OID 18), which PostgreSQL's catalogs use: report it as text (OID 25).
    isChar = fields.map((field) => field.dataTypeID === 18);
    for (const field of fields) if (field.dataTypeID === 18) field.dataTypeID = 25;
    return result;
  };
  adapter.queryRaw = async (query) => {
    script = "";
    const result = await queryRaw.call(adapter, query);
    const columnTypes = result.columnTypes.map((type, i) => (isChar[i] ? ColumnTypeEnum.Character : type));
    return { ...result, columnTypes };
  };
  adapter.executeRaw = async (query) => {
    script = query.sql;
    return executeRaw.call(adapter, query);
  };
  // The adapter splits a script at every ";", even inside a function. PostgreSQL accepts the whole script.
  adapter.executeScript = async (sql) => {
    await adapter.executeRaw({ sql, args: [], argTypes: [] });
  };
  // The adapter omits the details of an error in a script, and the engine does not support all of its kinds of errors.
  adapter.onError = (error) => {
    let cause;
    try {
      onError(error);
    } catch (converted) {
      cause = converted.cause;
    }
    lastFailure = cause?.kind;
    if (connectionErrors[lastFailure] || (cause && !script)) throw new DriverAdapterError(cause);
    if (!error.severity && /timeout|ETIMEDOUT|EAI_AGAIN|UNREACH/.test(error.message)) {
      lastFailure = "DatabaseNotReachable";
      throw new DriverAdapterError({ kind: lastFailure, host, port: Number(port || 5432) });
    }
    const line = error.position && `at line ${script.slice(0, error.position).split("\n").length}`;
    const message = [error.message, error.detail, error.hint, line].filter(Boolean).join("\n");
    throw new DriverAdapterError({ kind: "postgres", code: "N/A", severity: "ERROR", message });
  };
  return adapter;
}

/** The adapter's own version connects to the main database again, and drops the shadow database while connected to it. */
async function connectToShadowDb(address) {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  const server = await connect(address);
  await server.executeScript(`CREATE DATABASE "${name}"`);
  const shadow = await connect(withDatabase(address, name));
  const close = shadow.dispose.bind(shadow);
  const dispose = async () => {
    await close();
    await server.executeScript(`DROP DATABASE "${name}"`);
    await server.dispose();
  };
  return Object.assign(shadow, { dispose });
}

async function startEngine({ url, shadowDatabaseUrl }, paths) {
  if (!URL.canParse(url) || !/^postgres(ql)?:/.test(url)) {
    throw new Error("The database URL must look like postgresql://user:password@host:5432/name.");
  }
  if (shadowDatabaseUrl) throw new Error("shadowDatabaseUrl needs Prisma's native schema engine.");
  const adapterFactory = bindMigrationAwareSqlAdapterFactory({
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => connect(url),
    connectToShadowDb: () => connectToShadowDb(url),
  });
  const datamodels = paths?.map((path) => [path, readFileSync(path, "utf8")]);
  const program = readFromPackage("schema_engine_bg.wasm");
  const { instance } = await WebAssembly.instantiate(program, { "./schema_engine_bg.js": wasm });
  wasm.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  try {
    return await wasm.SchemaEngine.new({ datamodels }, (entry) => console.error(entry.trim()), adapterFactory);
  } catch (error) {
    throw Object.assign(error, { code: connectionErrors[lastFailure] });
  }
}

async function call(engine, method, params) {
  if (method === "getDatabaseVersion") return engine.version();
  if (!(method in engine)) throw new Error(`The schema engine has no method "${method}".`);
  if (method === "evaluateDataLoss" || method === "createMigration") {
    // These two cannot open a shadow database. They read its result from a cache, which a diagnosis fills.
    const { migrationsList, filters } = params;
    await engine.diagnoseMigrationHistory({ migrationsList, filters, optInToShadowDatabase: true });
  }
  const result = await engine[method](params);
  if (method === "diff") send({ id: randomUUID(), method: "print", params: { content: result.stdout } });
  return result ?? null;
}

function explain(error) {
  if (error instanceof WebAssembly.RuntimeError) return { is_panic: true, message: panic.message };
  // The native engine reports a failed migration as P3018. Here, only the stack trace contains it.
  const [, reason, migration] = /(.+)\n +0: .*apply_script\s+with migration_name="(.+?)"/s.exec(error.message) ?? [];
  if (!migration) return { is_panic: false, message: error.message, error_code: error.code };
  const advice = "No other migration is applied until that is resolved: https://pris.ly/d/migrate-resolve";
  const message = `The migration ${migration} failed. ${advice}\n\n${reason.replace("external connector error\n", "").trim()}`;
  return { is_panic: false, message, error_code: "P3018" };
}

async function serve(datasource, datamodels) {
  let engine;
  const answer = async ({ method, params }) => {
    engine ??= await startEngine(datasource, datamodels);
    return call(engine, method, params);
  };
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    if (!request.method) continue; // the CLI's response to "print"
    try {
      send({ id: request.id, result: await Promise.race([answer(request), crash]) });
    } catch (error) {
      const data = explain(error);
      send({ id: request.id, error: { code: 4466, message: data.message, data } });
    }
  }
}

async function createDatabase({ url }) {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const server = await connect(withDatabase(url, "postgres"));
  await server.executeScript(`CREATE DATABASE "${name.replaceAll('"', '""')}"`);
}

try {
  const string = { type: "string" };
  const options = { version: { type: "boolean" }, datasource: string, datamodels: { ...string, multiple: true } };
  const { values, positionals } = parseArgs({ options, strict: false });
  const datasource = JSON.parse(values.datasource ?? "{}");
  const command = positionals.join(" ");
  if (command) log("INFO", { message: command }); // the CLI skips the first line
  if (values.version) console.log(`schema-engine-cli ${/[0-9a-f]{40}/.exec(readFromPackage("package.json"))}`);
  else if (command === "") await serve(datasource, values.datamodels);
  else if (command === "cli can-connect-to-database") await Promise.race([startEngine(datasource), crash]);
  else if (command === "cli create-database") await createDatabase(datasource);
  else throw new Error(`The schema engine has no command "${command}".`);
  process.exit(0);
} catch (error) {
  log("ERROR", explain(error));
  process.exit(1);
}
