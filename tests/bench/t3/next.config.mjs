import { resolve } from "node:path";

/** Built in a copy of this folder, as floor/ is. */
export default {
  pageExtensions: ["t3.ts"], // Next also finds proxy.ts and instrumentation.ts in the folders above
  turbopack: { root: resolve(import.meta.dirname, "../../..") },
  serverExternalPackages: ["@prisma/adapter-pg"],
  typescript: { ignoreBuildErrors: true }, // the project's tsc checks the originals
};
