"use client";
import { Check } from "lucide-react";
import type { ChapterSlug } from "@/domain/learn";
import { useProgress } from "./progress-provider";

/** A check beside the title of a completed chapter; its place is kept. */
export function ChapterMark({ chapter }: { chapter: ChapterSlug }) {
  const isCompleted = useProgress().completed.has(chapter);
  return (
    <span className="chapter-mark">
      {isCompleted && (
        <>
          <Check aria-hidden />
          <span className="sr-only">Completed</span>
        </>
      )}
    </span>
  );
}
