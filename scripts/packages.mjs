/**
 * Before a script in TypeScript, `node --import ./scripts/packages.mjs scripts/new.ts`: installs the packages where nothing was
 * installed yet, and loads tsx, which is one of them.
 */
import { setUp } from "./setup.mjs";

try {
  await setUp(["packages"]);
} catch (error) {
  console.error(`\n✗ ${error.message}`);
  process.exit(1);
}
await import("tsx");
