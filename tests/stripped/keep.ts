/**
 * Takes the explainer out of a copy by `npm run strip-demo -- --keep shop`: lint, types, and the tests of the domain and of the
 * project, which read every document and list. Part of `npm test`.
 */
import { parts } from "../../scripts/strip/demo";
import { copyProject, remove } from "../bench/project-copy";
import { commit, makeRepository } from "../generated/old-project";
import { stepsIn } from "../setup/steps";

if (!parts.learn?.files.length) {
  console.warn("Skipped: this project has no explainer that could be taken out.");
  process.exit();
}
const folder = copyProject();
process.on("exit", () => remove(folder));
const { script, prune, checkCode, vitest } = stepsIn(folder);
makeRepository(folder);
commit(folder, "feat: the whole");
await script("npm run strip-demo -- --keep shop", "strip-demo", "--name", "Acme", "--keep", "shop", "--yes");
await prune();
commit(folder, "feat: Acme");
await checkCode();
await vitest("Tests of the domain and the project", "tests/vitest.config.ts", "tests/domain", "tests/project");
