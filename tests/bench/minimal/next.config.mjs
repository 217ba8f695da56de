import { resolve } from "node:path";

/** The extension is one of its own, because Next also finds proxy.ts and instrumentation.ts in the folders above. */
export default {
  turbopack: { root: resolve(import.meta.dirname, "../../..") },
  pageExtensions: ["minimal.tsx"],
};
