import type { RefObject } from "react";
import { Badge } from "@/components/badge";
import { Link } from "@/components/link";
import { REPORT_LABELS } from "@/features/question";
import { Time } from "@/shell/time";
import { ModerationButtons } from "./moderation-buttons";
import type { Post } from "./use-moderate";

type Props = { post: Post; focusAfter: RefObject<HTMLElement | null> };

/** A question or answer as it was typed: an administrator sees where its links lead. */
export function PostRow({ post, focusAfter }: Props) {
  const { kind, title, body, chapter, questionId, author, createdAt, hidden, reports } = post;
  return (
    <li className="grid gap-x-6 gap-y-3 p-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:p-6">
      <div className="grid min-w-0 gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <Badge tone={kind === "question" ? "accent" : "neutral"}>{kind === "question" ? "Question" : "Answer"}</Badge>
          {hidden && <Badge tone="danger">Hidden</Badge>}
          {reports.map(({ reason, count }) => (
            <Badge key={reason} tone="warn">
              {count > 1 ? `${REPORT_LABELS[reason]} × ${count}` : REPORT_LABELS[reason]}
            </Badge>
          ))}
        </div>
        <h2 className="wrap-anywhere font-medium">
          <Link href={`/learn/${chapter}/questions/${questionId}`} prefetch={false} className="hover:text-accent">
            {title === null ? "Deleted question" : <bdi>{title}</bdi>}
          </Link>
        </h2>
        <p
          dir="auto"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
          tabIndex={0}
          className="wrap-anywhere max-h-48 overflow-auto whitespace-pre-wrap text-sm"
        >
          {body}
        </p>
        <p className="wrap-anywhere text-muted text-sm">
          <bdi>{author.name}</bdi>
          <span>{` · ${author.email} · `}</span>
          <Time date={createdAt} />
        </p>
        {hidden && (
          <p className="wrap-anywhere text-danger text-sm">
            <span>Hidden by </span>
            <bdi>{hidden.by}</bdi>
            <span>, </span>
            <Time date={hidden.at} />
            <span>: </span>
            <bdi>{hidden.reason}</bdi>
          </p>
        )}
      </div>
      <ModerationButtons post={post} focusAfter={focusAfter} />
    </li>
  );
}
