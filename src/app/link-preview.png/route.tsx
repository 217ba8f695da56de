import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ImageResponse } from "next/og";
import { product } from "@/product";

export const dynamic = "force-static";

const INK = "#1c1a17";
const ACCENT = "#4b41cf";
const STEPS = ["Browse", "Order", "Track", "Cancel"];

/** The link preview on other sites (layout.tsx). Rendered once, at build time. */
export async function GET() {
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
        <span style={{ fontSize: 56, letterSpacing: -1.5 }}>{product.name}</span>
      </div>
      <div style={{ display: "flex", flexDirection: "column", fontSize: 76, lineHeight: 1.1, letterSpacing: -3 }}>
        <span>Every click is</span>
        <span>a round trip.</span>
      </div>
      <div style={{ display: "flex", gap: 18 }}>
        {STEPS.map((step) => (
          <span
            key={step}
            style={{
              padding: "12px 28px",
              border: "2px solid #e3ddd2",
              borderRadius: 999,
              background: "#fff",
              fontSize: 30,
            }}
          >
            {step}
          </span>
        ))}
      </div>
    </div>,
    { width: 1200, height: 630, fonts: [{ name: "Geist", data }] },
  );
}
