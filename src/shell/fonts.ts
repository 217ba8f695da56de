import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import { GeistSerifRegular } from "geist/font/serif/regular";

/** The classes of <html> that name our fonts to globals.css. */
export const FONTS = `${GeistSans.variable} ${GeistMono.variable} ${GeistSerifRegular.variable}`;
