"use client";
import { lazy } from "react";

const nothing = { default: () => null };

/** Not rendered on the server, where there are no calls: its styles come with its script. */
const Button = lazy(async () =>
  typeof window === "undefined" ? nothing : import("./inspector-button").catch(() => nothing),
);

/**
 * The calls of this tab, for developers. Its code is loaded before hydration, so that no call is missed, and only where
 * this is rendered: other pages load nothing of it.
 */
export const Inspector = () => <Button />;
