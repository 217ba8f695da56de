import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "prisma/config";
import { loadEnvironment } from "./scripts/environment.mjs";
import { databaseUrl } from "./scripts/postgres.mjs";
import { connectionConfig } from "./src/database-url.mjs";

const inProject = (file: string) => path.join(import.meta.dirname, file);

loadEnvironment(); // Prisma 7 reads no .env by itself

// Prisma downloads its schema engine from a server of its own. Where that failed, the substitute from npm takes over.
const engines = inProject("node_modules/@prisma/engines");
const hasNativeEngine = existsSync(engines) && readdirSync(engines).some((file) => file.startsWith("schema-engine-"));
if (!hasNativeEngine && process.platform !== "win32") {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ||= inProject("scripts/schema-engine.mjs");
}

// The seed that the CLI starts has no other way to learn where the embedded database is.
process.env.DATABASE_URL ||= databaseUrl();

// Migrations take a lock of the session, which a transaction pooler does not keep.
const url = process.env.DIRECT_URL || process.env.DATABASE_URL;
connectionConfig(url); // throws for a URL that the application would refuse

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: {
    path: "prisma/migrations",
    seed: "node --import tsx --conditions=react-server prisma/seed.ts",
  },
  datasource: { url },
});
