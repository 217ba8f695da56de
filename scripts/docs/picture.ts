/** Draws layers as boxes, what may be imported below what imports it. Lines that follow from others are left out. */
import type { Layer } from "./layers";

type Box = { names: string[]; targets: Set<Box>; level: number; x: number; y: number };

const [WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN] = [150, 40, 26, 46, 20];
const LINE = 18;

/** Boxes: layers that may import each other, file by file, are one. */
function boxesOf(layers: readonly Layer[]): Box[] {
  const whole = new Map(layers.map(({ name, whole }) => [name, whole]));
  const reach = (from: string, seen = new Set<string>()): Set<string> => {
    for (const name of whole.get(from) ?? []) if (!seen.has(name)) reach(name, seen.add(name));
    return seen;
  };
  const reached = new Map(layers.map(({ name }) => [name, reach(name)]));
  const boxes = new Map<string, Box>();
  for (const { name } of layers) {
    const names = layers
      .map((it) => it.name)
      .filter((it) => it === name || (reached.get(name)?.has(it) && reached.get(it)?.has(name)));
    const key = names.join();
    const box = boxes.get(key) ?? { names, targets: new Set(), level: 0, x: 0, y: 0 };
    for (const member of names) boxes.set(member, box);
    boxes.set(key, box);
  }
  for (const { name, whole } of layers) {
    for (const target of whole)
      if (boxes.get(target) !== boxes.get(name)) boxes.get(name)?.targets.add(boxes.get(target) as Box);
  }
  return [...new Set(boxes.values())];
}

const below = (box: Box): Set<Box> => new Set([...box.targets].flatMap((it) => [it, ...below(it)]));

/** Leaves out what can be reached over another line, and gives each box its level: 0 is at the bottom. */
function layOut(boxes: Box[]): void {
  for (const box of boxes) {
    for (const target of [...box.targets]) {
      if ([...box.targets].some((other) => other !== target && below(other).has(target))) box.targets.delete(target);
    }
  }
  const levelOf = (box: Box): number => Math.max(-1, ...[...box.targets].map(levelOf)) + 1;
  for (const box of boxes) box.level = levelOf(box);
  // What imports nothing stands right below what imports it.
  for (const box of boxes.filter(({ targets }) => targets.size === 0)) {
    const sources = boxes.filter(({ targets }) => targets.has(box)).map(({ level }) => level);
    box.level = Math.max(0, Math.min(...sources) - 1);
  }
}

const isServer = ({ names }: Box) => names.some((it) => it.startsWith("server/"));

const heightOf = ({ names }: Box) => HEIGHT + (names.length - 1) * LINE;

/** Places the rows below each other; boxes of a row stand where what they import stands, as far as there is room. */
function place(boxes: Box[]): { width: number; height: number } {
  const levels = Math.max(...boxes.map(({ level }) => level)) + 1;
  const rows = Array.from({ length: levels }, (_, level) => boxes.filter((it) => it.level === level));
  const widest = Math.max(...rows.map(({ length }) => length));
  const width = widest * (WIDTH + GAP_X) - GAP_X + 2 * MARGIN;
  for (const row of rows) {
    const wish = (box: Box) => [...box.targets].reduce((sum, it) => sum + it.x, 0) / (box.targets.size || 1);
    row.sort((a, b) => Number(isServer(a)) - Number(isServer(b)) || wish(a) - wish(b));
    const start = (width - row.length * (WIDTH + GAP_X) + GAP_X) / 2;
    row.forEach((box, index) => {
      box.x = start + index * (WIDTH + GAP_X);
    });
  }
  let y = MARGIN;
  for (const row of rows.toReversed()) {
    for (const box of row) box.y = y;
    y += Math.max(...row.map(heightOf)) + GAP_Y;
  }
  return { width, height: y - GAP_Y + MARGIN };
}

function line(from: Box, to: Box): string {
  const [x1, y1, x2, y2] = [from.x + WIDTH / 2, from.y + heightOf(from), to.x + WIDTH / 2, to.y];
  const middle = (y1 + y2) / 2;
  return `  <path d="M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2 - 5}" marker-end="url(#end)"/>`;
}

function rectangle(box: Box): string {
  const texts = box.names.map(
    (name, index) => `  <text x="${box.x + WIDTH / 2}" y="${box.y + 25 + index * LINE}">${name}</text>`,
  );
  return [`  <rect x="${box.x}" y="${box.y}" width="${WIDTH}" height="${heightOf(box)}" rx="6"/>`, ...texts].join("\n");
}

/** @returns an SVG whose colors have contrast on white and on black */
export function toPicture(layers: readonly Layer[], title: string): string {
  const boxes = boxesOf(layers);
  layOut(boxes);
  const { width, height } = place(boxes);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="14" text-anchor="middle" fill="#6e7681">
  <title>${title}</title>
  <marker id="end" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>
  <g fill="none" stroke="#8b949e">
${boxes.flatMap((box) => [...box.targets].map((it) => line(box, it))).join("\n")}
  </g>
  <g stroke="#2f81f7" fill="#2f81f7" fill-opacity="0.12">
${boxes.map((box) => rectangle(box).replaceAll("<text", '<text stroke="none" fill="#6e7681" fill-opacity="1"')).join("\n")}
  </g>
</svg>
`;
}
