"use client";
import { Link } from "@/components/link";
import { CHAPTERS, findChapter } from "@/domain/learn";
import { useProgress } from "./progress-provider";

/** How much of the explainer is complete, and where to continue. */
export function ProgressBar() {
  const { completed, percent, stoppedAt, hasStarted } = useProgress();
  const next = stoppedAt && findChapter(stoppedAt);
  return (
    <div className="progress-bar">
      <div role="progressbar" aria-label="Chapters completed" aria-valuenow={percent} className="track">
        <div style={{ width: `${percent}%` }} />
      </div>
      <p className="amount">{`${percent}% · ${completed.size} of ${CHAPTERS.length} chapters`}</p>
      {next ? (
        <Link href={`/learn/${next.slug}`} className="next">
          {`${hasStarted ? "Continue" : "Start"} with “${next.title}”`}
        </Link>
      ) : (
        <p className="next">You've completed every chapter</p>
      )}
    </div>
  );
}
