/** What the server of the browser tests leaves for them. */
import { join, resolve } from "node:path";

const results = resolve(import.meta.dirname, "../../.data/test-results");
export const LOG_FILE = join(results, "server.log");
export const URL_FILE = join(results, "database-url");
