import type { ExternalToast } from "sonner";
import { importWithRetry } from "./import-with-retry";

/** What went wrong is read more slowly, and asks for a decision. */
const ERROR_MS = 12_000;

/** What shows messages is the same chunk as what raises them: whoever is offline by then hears of it. */
export const loadToaster = () => importWithRetry(() => import("./toaster"));

const say =
  (kind: "message" | "success" | "error") =>
  async (text: string, options?: ExternalToast): Promise<void> => {
    const { toast } = await loadToaster();
    toast[kind](text, { ...(kind === "error" && { duration: ERROR_MS }), ...options });
  };

/** Short messages, which come and go. */
export const toast = { message: say("message"), success: say("success"), error: say("error") };
