/** Packages are locked by npm. Other package managers say so, instead of installing something else. */
import { execSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { readManifest } from "../../scripts/upgrade/stamp";
import { root } from "../setup/scripts";

const { preinstall } = readManifest(root).scripts as { preinstall: string };

/** What installing says, by the name that a package manager gives itself. @returns undefined if it goes on */
function refusalFor(agent: string): string | undefined {
  try {
    execSync(preinstall, { cwd: root, stdio: "pipe", env: { ...process.env, npm_config_user_agent: agent } });
  } catch (error) {
    return String((error as { stderr: Buffer }).stderr);
  }
}

describe("installing", () => {
  it.each(["pnpm/12.21.0 npm/? node/v24.0.0", "yarn/1.22.22 npm/? node/v24.0.0", "bun/1.4.5 npm/? node/v24.0.0"])(
    "by %s ends with what to use",
    (agent) => expect(refusalFor(agent)).toContain("Use: npm install, npm run dev"),
  );

  it("by npm goes on", () => expect(refusalFor("npm/11.19.1 node/v24.0.0 linux x64")).toBeUndefined());
});
