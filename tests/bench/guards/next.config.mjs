import { resolve } from "node:path";
import config from "../../../next.config.mjs";

/** Built in a copy of this folder, as floor/ is, with the settings of the project. */
export default (phase) => ({
  ...config(phase),
  output: undefined,
  pageExtensions: ["guards.ts"],
  turbopack: { root: resolve(import.meta.dirname, "../../..") },
  typescript: { ignoreBuildErrors: true }, // the project's tsc checks the originals
});
