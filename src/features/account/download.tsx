"use client";
import { Download as DownloadIcon } from "lucide-react";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Notice } from "@/components/notice";
import { formatCount } from "@/domain/count";
import { errorMessage } from "@/trpc/client";
import { useDownload } from "./use-download";

const TEXT = {
  what: "Your account, where you are and were signed in, your access tokens without their secrets, and all your orders with everything that happened to them. One JSON file, which people and programs can read.",
  pending: (count: number) =>
    count ? `Downloading: ${formatCount(count, "entry", "entries")} so far` : "Downloading ...",
  done: (count: number) => `Saved as roundtrip-my-data.json, with ${formatCount(count, "entry", "entries")}`,
};

export function Download() {
  const { mutate, isPending, isSuccess, error, rowCount } = useDownload();
  return (
    <Card className="p-6 sm:p-8">
      <h2 className="font-semibold text-lg">Download your data</h2>
      <p className="mt-1 text-muted">{TEXT.what}</p>
      <div className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button variant="outline" pending={isPending} onClick={() => mutate()}>
          {!isPending && <DownloadIcon aria-hidden />}
          Download my data
        </Button>
        <p role="status" className="text-muted text-sm">
          {isPending && TEXT.pending(rowCount)}
          {isSuccess && TEXT.done(rowCount)}
        </p>
      </div>
      {error && (
        <div className="mt-4">
          <Notice>{errorMessage(error)}</Notice>
        </div>
      )}
    </Card>
  );
}
