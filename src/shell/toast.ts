import type { ReactNode } from "react";
import type { ExternalToast } from "sonner";
import { importWithRetry } from "./import-with-retry";

/** Errors stay longer: they take longer to read and may need a decision. */
const ERROR_MS = 12_000;

/** The toaster and `toast` share one chunk, so toasts still work after the network is lost. */
export const loadToaster = () => importWithRetry(() => import("./toaster"));

const show =
  (kind: "message" | "success" | "error") =>
  async (text: ReactNode, options?: ExternalToast): Promise<void> => {
    const { toast } = await loadToaster();
    toast[kind](text, { ...(kind === "error" && { duration: ERROR_MS }), ...options });
  };

export const toast = { message: show("message"), success: show("success"), error: show("error") };
