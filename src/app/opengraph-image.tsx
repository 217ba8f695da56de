import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ImageResponse } from "next/og";

export const alt =
  "Roundtrip: browse, order, follow, cancel. Frontend and backend meet over HTTP, and every part of it is right.";
export const size = { width: 1200, height: 630 };
export const contentType = "image/png";

const INK = "#1c1a17";
const ACCENT = "#4b41cf";
const STOPS = ["Browse", "Order", "Follow", "Cancel"];

/** What is shown where somebody passes on a link to us. Drawn once, while the app is built. */
export default async function OpenGraphImage() {
  const file = "node_modules/geist/dist/fonts/geist-sans/Geist-Regular.ttf";
  const data = await readFile(join(process.cwd(), file));
  return new ImageResponse(
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        width: "100%",
        height: "100%",
        padding: 80,
        background: "#faf8f4",
        color: INK,
        fontFamily: "Geist",
      }}
    >
      <div style={{ display: "flex", alignItems: "center", gap: 28 }}>
        <svg viewBox="0 0 28 28" width="84" height="84" aria-hidden="true">
          <g fill="none" stroke={ACCENT} strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
            <path d="M5 11.5a9.6 9.6 0 0 1 17-2.6" />
            <path d="M22.6 3.8v5.4h-5.4" />
            <path d="M23 16.5a9.6 9.6 0 0 1-17 2.6" />
            <path d="M5.4 24.2v-5.4h5.4" />
          </g>
        </svg>
        <span style={{ fontSize: 56, letterSpacing: -1.5 }}>Roundtrip</span>
      </div>
      <div style={{ display: "flex", flexDirection: "column", fontSize: 76, lineHeight: 1.1, letterSpacing: -3 }}>
        <span>Frontend and backend meet</span>
        <span>over HTTP. Every part is right.</span>
      </div>
      <div style={{ display: "flex", gap: 18 }}>
        {STOPS.map((stop) => (
          <span
            key={stop}
            style={{
              padding: "12px 28px",
              border: "2px solid #e3ddd2",
              borderRadius: 999,
              background: "#fff",
              fontSize: 30,
            }}
          >
            {stop}
          </span>
        ))}
      </div>
    </div>,
    { ...size, fonts: [{ name: "Geist", data }] },
  );
}
