"use client";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Select } from "@/components/select";
import { type PostKind, REPORT_REASONS, type ReportReason } from "@/domain/question";
import { toast } from "@/shell/toast";
import { api, errorMessage } from "@/trpc/client";
import { REPORT_LABELS } from "./report-labels";

export function ReportButton({ kind, id }: { kind: PostKind; id: string }) {
  const report = api.question.report.useMutation({
    onSuccess: () => toast.success("Reported. A moderator will look at it."),
    onError: (error) => toast.error(errorMessage(error)),
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="small" pending={report.isPending}>
          Report
        </Button>
      }
      title={`Report this ${kind}?`}
      description="Moderators see your report. The author doesn't learn who sent it."
      confirmLabel={`Report ${kind}`}
      variant="solid"
      onConfirm={(fields) => report.mutate({ kind, id, reason: fields.get("reason") as ReportReason })}
    >
      <Select
        label="Reason"
        name="reason"
        options={REPORT_REASONS.map((value) => ({ value, label: REPORT_LABELS[value] }))}
      />
    </ConfirmDialog>
  );
}
