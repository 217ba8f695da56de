"use client";
import { useTheme } from "next-themes";
import { Toaster } from "sonner";

/** Where short messages appear; they are read out as well. */
export function Toasts() {
  const { resolvedTheme } = useTheme();
  return <Toaster theme={resolvedTheme === "dark" ? "dark" : "light"} position="bottom-right" closeButton />;
}
