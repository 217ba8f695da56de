/** The picture for the README. Its colors have contrast on white and on black: GitHub shows it on both. */
export type Bar = { label: string; value: number; text: string };

const WIDTH = 760;
const ROW = 26;
const LEFT = 230;
const RIGHT = 150;

const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** @param baselines how many of the first bars are only there for comparison */
export function toChart(title: string, bars: readonly Bar[], baselines: number, note: string): string {
  const longest = Math.max(...bars.map(({ value }) => value));
  const rows = bars.map(({ label, value, text }, index) => {
    const y = 34 + index * ROW;
    const width = Math.max(1, Math.round((value / longest) * (WIDTH - LEFT - RIGHT)));
    return `  <text x="${LEFT - 10}" y="${y + 15}" text-anchor="end">${escapeXml(label)}</text>
  <rect x="${LEFT}" y="${y + 2}" width="${width}" height="18" rx="3" fill="${index < baselines ? "#8b949e" : "#2f81f7"}"/>
  <text x="${LEFT + width + 8}" y="${y + 15}">${escapeXml(text)}</text>`;
  });
  const height = 34 + bars.length * ROW + 28;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeXml(title)}" font-family="system-ui, sans-serif" font-size="13" fill="#6e7681">
  <text x="0" y="16" font-size="15" font-weight="600">${escapeXml(title)}</text>
${rows.join("\n")}
  <text x="0" y="${height - 8}" font-size="12">${escapeXml(note)}</text>
</svg>
`;
}
