/** `npm run docs`: draws docs/architecture.svg from the import table of AGENTS.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { layersOf } from "./docs/layers";
import { toPicture } from "./docs/picture";
import { root } from "./environment.mjs";

const layers = layersOf(readFileSync(join(root, "AGENTS.md"), "utf8"));
writeFileSync(join(root, "docs/architecture.svg"), toPicture(layers, "Which layer may import which"));
