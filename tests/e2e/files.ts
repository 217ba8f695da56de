/** Files that the server of the browser tests shares with them. */
import { join, resolve } from "node:path";

const results = resolve(import.meta.dirname, "../../.data/test-results");
export const LOG_FILE = join(results, "server.log");
export const URL_FILE = join(results, "database-url");
/** A second, empty database. */
export const EMPTY_DATABASE = "empty";
/** A third one, which no story changes. */
export const SEEDED_DATABASE = "seeded";
/** Each is of one server with mails: two on the same database would send each other's. */
export const MAIL_DATABASES = ["mails_of_stories", "mails_of_pages"] as const;
export const SECRET = "a-secret-for-browser-tests-and-nothing-else";

/**
 * The server's output when it is ready. Playwright stores the origins in variables of the same names in upper case,
 * which its workers inherit: every port is chosen by the operating system.
 */
export const READY = /Browser tests may start: (?<e2e_origin>http:\S+), listed (?<e2e_listed_origin>http:\S+)\n/;
export const { E2E_ORIGIN: ORIGIN = "", E2E_LISTED_ORIGIN: LISTED_ORIGIN = "" } = process.env;
