import { resolve } from "node:path";

/** The benchmark builds a copy of this folder in .data/bench, as deep below the project as this one. */
export default {
  pageExtensions: ["floor.ts", "floor.tsx"], // Next also finds proxy.ts and instrumentation.ts in the folders above
  turbopack: { root: resolve(import.meta.dirname, "../../..") },
  serverExternalPackages: ["@prisma/adapter-pg"],
  typescript: { ignoreBuildErrors: true }, // the project's tsc checks the originals
};
