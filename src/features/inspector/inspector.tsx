"use client";
import { lazy } from "react";

const Button = lazy(() => import("./inspector-button").catch(() => ({ default: () => null })));

/**
 * The calls of this tab, for developers. Its code is loaded before hydration, so that no call is missed, and only where
 * this is rendered: other pages load nothing of it.
 */
export const Inspector = () => <Button />;
