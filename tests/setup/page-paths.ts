/** The pages of the app. */
import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";

export const APP = resolve(import.meta.dirname, "../../src/app");

/** The path of every page, with its parameters in brackets. */
export const pagePaths = readdirSync(APP, { recursive: true, encoding: "utf8" })
  .filter((file) => basename(file) === "page.tsx")
  .map((file) => `/${dirname(join(sep, file)).split(sep).filter(Boolean).join("/")}`);

export const hasParameter = (path: string) => path.includes("[");
