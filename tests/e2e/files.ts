/** Paths, ports and secrets that the browser tests share with their server. */
import { join, resolve } from "node:path";

const results = resolve(import.meta.dirname, "../../.data/test-results");
export const LOG_FILE = join(results, "server.log");
export const URL_FILE = join(results, "database-url");
/** A second, empty database. */
export const EMPTY_DATABASE = "empty";
export const SECRET = "a-secret-for-browser-tests-and-nothing-else";

export const PORT = Number(process.env.E2E_PORT ?? 3210);
export const ORIGIN = `http://localhost:${PORT}`;
