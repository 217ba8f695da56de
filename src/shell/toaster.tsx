"use client";
import { useTheme } from "next-themes";
import { Toaster } from "sonner";

export { toast } from "sonner";

export default function SonnerToaster() {
  const { resolvedTheme } = useTheme();
  return (
    // Sonner returns the focus to its origin when it leaves a toast, which would trap keyboard users.
    <div onFocusCapture={(event) => event.stopPropagation()}>
      <Toaster theme={resolvedTheme === "dark" ? "dark" : "light"} position="bottom-right" closeButton />
    </div>
  );
}
