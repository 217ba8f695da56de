"use client";
import { useEffect } from "react";
import { api } from "@/trpc/client";
import type { LocalProgress } from "./local-progress";
import { claimGuestProgress, updateLocal, useLocal } from "./local-store";
import { PROGRESS_SCOPE, useReceiveProgress } from "./use-account-progress";

const toInput = (chapters: LocalProgress["chapters"]) =>
  chapters.map(({ chapter, visitedAt, completedAt }) => ({
    chapter,
    visitedAt: visitedAt.toISOString(),
    completedAt: completedAt?.toISOString() ?? null,
  }));

/**
 * Adds what was done as a guest in this browser to the account of the user who has signed in. It is kept here until the server
 * has it: if that fails, the next page tries again.
 */
export function useCarryOver(viewerId: string | undefined) {
  const guest = useLocal(undefined);
  const { chapters } = useLocal(viewerId);
  const receive = useReceiveProgress(viewerId);
  const { mutate } = api.progress.merge.useMutation({
    scope: PROGRESS_SCOPE,
    async onSuccess(progress, sent) {
      await receive(progress);
      // Another tab may have added more in the meantime.
      const isSame = (local: LocalProgress) =>
        JSON.stringify(toInput(local.chapters)) === JSON.stringify(sent.chapters);
      updateLocal(viewerId, (local) => (isSame(local) ? { ...local, chapters: [] } : local));
    },
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever a guest's tab has added something.
  useEffect(() => {
    if (viewerId) claimGuestProgress(viewerId);
  }, [viewerId, guest]);

  useEffect(() => {
    if (viewerId && chapters.length > 0) mutate({ chapters: toInput(chapters) });
  }, [viewerId, chapters, mutate]);
}
