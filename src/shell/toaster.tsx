"use client";
import { useTheme } from "next-themes";
import { Toaster } from "sonner";

export { toast } from "sonner";

/** Where short messages appear; they are read out as well. */
export default function SonnerToaster() {
  const { resolvedTheme } = useTheme();
  return (
    // The library hands the focus back to where it came from, so that nobody could go on from a message by keyboard.
    <div onFocusCapture={(event) => event.stopPropagation()}>
      <Toaster theme={resolvedTheme === "dark" ? "dark" : "light"} position="bottom-right" closeButton />
    </div>
  );
}
