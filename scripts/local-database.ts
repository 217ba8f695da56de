import { loadEnvironment } from "./environment.mjs";

const LOCAL = ["localhost", "127.0.0.1", "[::1]"];

/** Whether the commands of development reach a database on this machine. Others change with a deployment only. */
export function isDatabaseLocal(): boolean {
  loadEnvironment();
  const address = process.env.DIRECT_URL || process.env.DATABASE_URL;
  return !address || LOCAL.includes(new URL(address).hostname);
}
