/** Writes index.html: a table of all pages and states with their screenshots. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GALLERY, SIZES, screenshotName, THEMES } from "./capture";
import { type Row, STATES } from "./scene";

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

function figureOf(path: string, title: string) {
  const files = Object.keys(SIZES).flatMap((size) => THEMES.map((theme) => screenshotName(path, title, size, theme)));
  const images = files.map(
    (file) => `<a href="${file}"><img loading="lazy" alt="${escapeHtml(file)}" src="${file}"></a>`,
  );
  return `<figure>${images.join("")}<figcaption>${escapeHtml(title)}</figcaption></figure>`;
}

export function writeIndex(pages: Record<string, Row>) {
  const rows = Object.entries(pages).map(([path, row]) => {
    const cells = STATES.map((state) => {
      const cell = row[state] ?? "not defined";
      if (typeof cell === "string") return `<td class="none">none: ${escapeHtml(cell)}</td>`;
      return `<td>${Object.keys(cell)
        .map((name) => figureOf(path, `${state}: ${name}`))
        .join("")}</td>`;
    });
    return `<tr><th>${escapeHtml(path)}</th>${cells.join("")}</tr>`;
  });
  const style =
    "body{font:14px system-ui}td,th{border:1px solid #ccc;padding:8px;vertical-align:top;text-align:left}td{min-width:17em}.none{color:#777}img{height:9em;margin:2px;border:1px solid #ddd}figure{margin:0 0 1em}";
  const head = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery · Roundtrip</title><style>${style}</style>`;
  const header = `<tr><th>Page</th>${STATES.map((state) => `<th>${state}</th>`).join("")}</tr>`;
  mkdirSync(GALLERY, { recursive: true });
  writeFileSync(join(GALLERY, "index.html"), `${head}<h1>Gallery</h1><table>${header}${rows.join("")}</table></html>`);
}
