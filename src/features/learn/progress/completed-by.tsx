"use client";
import { formatCount } from "@/domain/count";
import type { ChapterSlug } from "@/domain/learn";
import { api } from "@/trpc/client";
import { useProgress } from "./progress-provider";

/** How many readers have completed a chapter; guests are not counted. */
export function CompletedBy({ chapter }: { chapter: ChapterSlug }) {
  const { completed, isGuest } = useProgress();
  const { data } = api.progress.counts.useQuery(undefined, { throwOnError: false });
  const readers = data?.items.find((it) => it.chapter === chapter)?.readers;
  if (readers === undefined) return null;
  const isCompleted = completed.has(chapter);
  if (readers === 0 && isCompleted) return null; // a guest, who is not counted
  return <p className="text-muted text-sm max-sm:basis-full">{textOf(readers, isCompleted && !isGuest)}</p>;
}

function textOf(readers: number, isOneOfThem: boolean) {
  if (readers <= 1 && isOneOfThem) return "You're the first to complete it";
  if (readers === 0) return "Be the first to complete it";
  return `${formatCount(readers, "reader")} ${readers === 1 ? "has" : "have"} completed it`;
}
