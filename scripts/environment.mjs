/** The environment of the scripts: from the same files as Next's, and an empty variable is an unset one. */
import { createRequire } from "node:module";
import { resolve } from "node:path";

export const root = resolve(import.meta.dirname, "..");

/** Next's own loader. It is required late, because `npm ci` has yet to install it when the first script starts. */
function nextEnv() {
  try {
    return createRequire(import.meta.url)("@next/env");
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    throw new Error("The packages are not installed. Run: npm run setup:install");
  }
}

function dropEmpty() {
  for (const [name, value] of Object.entries(process.env)) if (value === "") delete process.env[name];
}

/**
 * Makes `url` the database of this process and its children. DIRECT_URL follows, or Next would take it from .env, where
 * it belongs to another DATABASE_URL.
 * @param {string | undefined} url undefined for none
 */
export function selectDatabase(url) {
  if (url) process.env.DATABASE_URL = process.env.DIRECT_URL = url;
  else for (const name of ["DATABASE_URL", "DIRECT_URL"]) delete process.env[name];
}

/**
 * Loads .env, .env.local, .env.MODE and .env.MODE.local for this process and its children. As for Next, variables that
 * are set already take precedence, even empty ones.
 * @param {"development" | "production"} [mode] required by the command; without it NODE_ENV decides
 * @throws Error if NODE_ENV contradicts `mode`
 */
export function loadEnvironment(mode) {
  const { NODE_ENV, DATABASE_URL, DIRECT_URL } = process.env;
  if (mode && NODE_ENV && NODE_ENV !== mode) {
    const fix = `Unset it, or set NODE_ENV=${mode}.`;
    throw new Error(`NODE_ENV is "${NODE_ENV}", but this command runs in ${mode} mode. ${fix}`);
  }
  process.env.NODE_ENV ||= mode ?? "development"; // now, so that a file cannot set it
  if (DATABASE_URL && !DIRECT_URL) selectDatabase(DATABASE_URL);
  nextEnv().loadEnvConfig(root, process.env.NODE_ENV === "development");
  dropEmpty();
  if (!process.env.DATABASE_URL) selectDatabase(undefined);
}
