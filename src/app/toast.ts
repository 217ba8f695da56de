import type { ExternalToast } from "sonner";

const PAUSE_MS = 5000;
/** What went wrong is read more slowly, and asks for a decision. */
const ERROR_MS = 12_000;

/**
 * What shows messages comes after the page itself: first that has to be read. If it cannot be had because the network
 * has gone, it is asked for again: a message may be late, and never takes the page along.
 */
export async function loadToaster() {
  for (;;) {
    try {
      return await import("./toaster");
    } catch {
      await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    }
  }
}

const say =
  (kind: "message" | "success" | "error") =>
  async (text: string, options?: ExternalToast): Promise<void> => {
    const { toast } = await loadToaster();
    toast[kind](text, { ...(kind === "error" && { duration: ERROR_MS }), ...options });
  };

/** Short messages, which come and go. */
export const toast = { message: say("message"), success: say("success"), error: say("error") };
