import type { ExternalToast } from "sonner";

/** Short messages. What shows them comes after the page itself (toasts.tsx): first it has to be read. */
const say =
  (kind: "message" | "success" | "error") =>
  async (text: string, options?: ExternalToast): Promise<void> => {
    const { toast } = await import("sonner");
    toast[kind](text, options);
  };

export const toast = { message: say("message"), success: say("success"), error: say("error") };
