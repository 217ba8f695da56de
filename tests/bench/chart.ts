/** The picture for the README. Its colors have contrast on white and on black, since GitHub shows it on both. */
import type { Row } from "./report";

const [WIDTH, LEFT, RIGHT] = [760, 220, 190];
const [TOP, ROW, BOTTOM] = [36, 26, 28];
const [TEXT, BASELINE, PRODUCT] = ["#6e7681", "#8b949e", "#2f81f7"];

const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const isBaseline = ({ variant }: Row) => variant.startsWith("(");

/** Processor time of the server per request, one bar per row. @param note how it was measured */
export function toChart(title: string, rows: readonly Row[], note: string): string {
  const longest = Math.max(...rows.map(({ at }) => at[8].serverMs));
  const bars = rows.map((row, index) => {
    const { serverMs, perSecond } = row.at[8];
    const y = TOP + index * ROW;
    const width = Math.round((serverMs / longest) * (WIDTH - LEFT - RIGHT));
    const text = `${serverMs.toFixed(2)} ms, ${perSecond.toFixed(0)} requests/s`;
    return `  <text x="${LEFT - 10}" y="${y + 14}" text-anchor="end">${escapeXml(row.variant)}</text>
  <rect x="${LEFT}" y="${y}" width="${width}" height="18" rx="3" fill="${isBaseline(row) ? BASELINE : PRODUCT}"/>
  <text x="${LEFT + width + 8}" y="${y + 14}">${text}</text>`;
  });
  const height = TOP + rows.length * ROW + BOTTOM;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="system-ui, sans-serif" font-size="13" fill="${TEXT}">
  <title>${escapeXml(title)}</title>
  <text y="16" font-size="15" font-weight="600">${escapeXml(title)}</text>
${bars.join("\n")}
  <text y="${height - 8}" font-size="12">${escapeXml(note)}</text>
</svg>
`;
}
