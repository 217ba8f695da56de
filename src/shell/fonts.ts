import { GeistSans } from "geist/font/sans";
import { GeistSerifRegular } from "geist/font/serif/regular";
import localFont from "next/font/local";

/** As geist/font/mono, but not loaded ahead of the page's text: few characters use it. */
const geistMono = localFont({
  src: "../../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  adjustFontFallback: false,
  fallback: ["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace"],
  weight: "100 900",
  preload: false,
});

/** Classes for <html>: they define the font variables that globals.css uses. */
export const FONTS = `${GeistSans.variable} ${geistMono.variable} ${GeistSerifRegular.variable}`;
