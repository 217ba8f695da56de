import { Badge } from "@/components/badge";
import { linkedRow, RowLink } from "@/components/row-link";
import { Skeleton } from "@/components/skeleton";
import { formatCount } from "@/domain/count";
import { Time } from "@/shell/time";
import type { RouterOutputs } from "@/trpc/client";
import { threadPath } from "./paths";
import { PostBadges } from "./post-badges";

export function QuestionRow({ question }: { question: RouterOutputs["question"]["list"]["items"][number] }) {
  const { title, author, createdAt, answerCount, isSolved } = question;
  return (
    <li {...linkedRow("question-row")}>
      <h3>
        <RowLink href={threadPath(question)} prefetch={false}>
          {title === null ? <span className="text-muted italic">Deleted by its author</span> : <bdi>{title}</bdi>}
        </RowLink>
      </h3>
      <div className="end">
        <PostBadges post={question} />
        <Badge tone={isSolved ? "good" : "neutral"}>
          {isSolved && "Solved · "}
          {answerCount ? formatCount(answerCount, "answer") : "No answers yet"}
        </Badge>
      </div>
      <p>
        {author !== null && (
          <>
            <bdi>{author}</bdi>
            <span> · </span>
          </>
        )}
        <Time date={createdAt} format="relative" />
      </p>
    </li>
  );
}

QuestionRow.Skeleton = function QuestionRowSkeleton() {
  return (
    <li className="grid gap-2 px-4 py-4 sm:px-6">
      <Skeleton className="h-4 w-64 max-w-full" />
      <Skeleton className="h-3.5 w-40" />
    </li>
  );
};
