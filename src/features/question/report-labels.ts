import type { ReportReason } from "@/domain/question";

export const REPORT_LABELS: Record<ReportReason, string> = {
  SPAM: "Spam or advertising",
  ABUSE: "Abusive or hateful",
  OFF_TOPIC: "Not about this chapter",
  OTHER: "Something else",
};
