/**
 * Writes different resources by `npm run new` in a project that was made of an older release, upgrades it to this one, and
 * holds it to what holds for this one: lint, types, all tests of vitest, the resources' browser stories and the budgets of all pages
 * on a production build. Part of `npm test`. The project has a folder, a database and ports of its own.
 */
import { stepsIn } from "../setup/steps";
import { commit, makeOldProject } from "./old-project";
import { RESOURCES } from "./resources";

const { folder, upgrade, remove } = makeOldProject();
process.on("exit", remove);

const { node, script, checkCode, vitest, stories } = stepsIn(folder);

for (const args of RESOURCES) {
  await script(`npm run new -- ${args[0]}`, "new", ...args, "--force");
}
commit(folder, "feat: resources of our own");
upgrade();
await node("Prisma client", "scripts/setup.mjs", "generate");
await node("REST client", "--import", "tsx", "--conditions=react-server", "scripts/api/generate.ts");
await checkCode();
await vitest("All tests but those in browsers", "tests/vitest.config.ts");
const STORIES = ["budgets", "trips", "reviews", "trip-notes"].map((name) => `${name}.spec`);
await stories("Browser stories, and what every page costs", ...STORIES);
