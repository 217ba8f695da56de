"use client";
import { Download as DownloadIcon } from "lucide-react";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Notice } from "@/components/notice";
import { SettingsSection } from "@/components/settings-section";
import { formatCount } from "@/domain/count";
import { EXPORTED_ACCOUNT } from "@/domain/personal-data";
import { listOf } from "@/domain/text";
import { product } from "@/product";
import { errorMessage } from "@/trpc/client";
import { useDownload } from "./use-download";

const TEXT = {
  lead: `One JSON file with your account, ${listOf(Object.values({ ...EXPORTED_ACCOUNT, ...product.personalData.exported }))}.`,
  pending: (count: number) => (count ? `Preparing: ${formatCount(count, "entry", "entries")} so far` : "Preparing…"),
  done: (count: number) => `Saved roundtrip-my-data.json with ${formatCount(count, "entry", "entries")}`,
};

export function Download() {
  const { mutate, isPending, isSuccess, error, rowCount } = useDownload();
  return (
    <SettingsSection id="download" title="Download your data" lead={TEXT.lead}>
      <Card className="p-6">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button variant="outline" pending={isPending} onClick={() => mutate()}>
            {!isPending && <DownloadIcon aria-hidden />}
            Download my data
          </Button>
          <p role="status" className="text-muted text-sm">
            {isPending ? TEXT.pending(rowCount) : isSuccess ? TEXT.done(rowCount) : null}
          </p>
        </div>
        {error && (
          <div className="mt-4">
            <Notice>{errorMessage(error)}</Notice>
          </div>
        )}
      </Card>
    </SettingsSection>
  );
}
