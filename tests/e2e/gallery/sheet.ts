/** The table of the gallery as a page: what each page can show, and why the rest is impossible. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GALLERY, pictureOf, SIZES, THEMES } from "./look";
import { type Row, STATES } from "./scene";

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (it) => `&#${it.charCodeAt(0)};`);

function pictures(path: string, title: string) {
  const all = Object.keys(SIZES).flatMap((size) => THEMES.map((theme) => pictureOf(path, title, size, theme)));
  const images = all.map(
    (file) => `<a href="${file}"><img loading="lazy" alt="${escapeHtml(file)}" src="${file}"></a>`,
  );
  return `<figure>${images.join("")}<figcaption>${escapeHtml(title)}</figcaption></figure>`;
}

export function writeSheet(pages: Record<string, Row>) {
  const rows = Object.entries(pages).map(([path, row]) => {
    const cells = STATES.map((state) => {
      const cell = row[state];
      if (typeof cell === "string") return `<td class="none">none: ${escapeHtml(cell)}</td>`;
      return `<td>${Object.keys(cell)
        .map((name) => pictures(path, `${state}: ${name}`))
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
