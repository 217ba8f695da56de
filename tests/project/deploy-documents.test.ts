/** The files of docs/deploy are valid. What docs.test.ts and commands.test.ts hold is true of its documents, too. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../setup/scripts";

const folder = join(root, "docs/deploy");
const read = (name: string) => readFileSync(join(folder, name), "utf8");

it("railway.json is JSON, and asks the probe of readiness", () => {
  expect(JSON.parse(read("railway.json")).deploy.healthcheckPath).toBe("/api/ready");
});

it("vm.md names the limit of nginx", () => {
  const [limit = "none"] = /client_max_body_size \w+/.exec(read("nginx.conf")) ?? [];
  expect(read("vm.md")).toContain(limit);
});

const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;
if (!hasSystemd) console.warn("The unit of docs/deploy is not verified: systemd-analyze is not installed.");

it.skipIf(!hasSystemd)("systemd accepts the unit", () => {
  const copy = mkdtempSync(join(tmpdir(), "roundtrip-unit-"));
  const unit = join(copy, "roundtrip@3000.service");
  writeFileSync(unit, read("app@.service").replaceAll(/=\/usr\/bin\/(node|curl)/g, `=${process.execPath}`));
  const { status, stderr } = spawnSync("systemd-analyze", ["verify", unit], { encoding: "utf8" });
  rmSync(copy, { recursive: true });
  expect([status, stderr.split("\n").filter((line) => line.includes("roundtrip"))]).toEqual([0, []]);
});
