/** The page of a fault has its styles inline; they follow the palette of the app by hand. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (file: string) => readFileSync(`src/${file}`, "utf8");

it("the fault page uses pairs of colors of the app's light and dark theme", () => {
  const [light = "", dark = ""] = read("shell/globals.css").split(".dark {");
  const colorsOf = (theme: string) =>
    Object.fromEntries([...theme.matchAll(/--([\w-]+): (#\w{6});/g)].map(([, ...it]) => it));
  const [inLight, inDark] = [colorsOf(light), colorsOf(dark)];
  const pairs = Object.keys(inLight).map((name) => `${inLight[name]}, ${inDark[name]}`);
  const used = [...read("server/http/fault-page.ts").matchAll(/light-dark\((.*?)\)/g)].map(([, pair]) => pair);
  expect(used.length).toBeGreaterThan(5);
  expect(used.filter((pair) => !pairs.includes(pair ?? ""))).toEqual([]);
});
