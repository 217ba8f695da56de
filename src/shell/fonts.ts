import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import { GeistSerifRegular } from "geist/font/serif/regular";

/** Classes for <html>: they define the font variables that globals.css uses. */
export const FONTS = `${GeistSans.variable} ${GeistMono.variable} ${GeistSerifRegular.variable}`;
