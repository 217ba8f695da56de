"use client";
import { Card } from "@/components/card";
import type { ChapterSlug } from "@/domain/learn";
import { ListFooter } from "@/shell/list-footer";
import { api } from "@/trpc/client";
import { QuestionRow } from "./question-row";

export function QuestionList({ chapter }: { chapter: ChapterSlug }) {
  // Not a suspense query, like the list of orders: without JavaScript, a large boundary stays hidden.
  const { data, ...list } = api.question.list.useInfiniteQuery(
    { chapter },
    { getNextPageParam: (page) => page.nextCursor },
  );
  if (!data) return <QuestionListSkeleton />;
  const questions = data.pages.flatMap((page) => page.items);
  if (questions.length === 0) {
    return (
      <p className="rounded-2xl border border-line border-dashed px-6 py-8 text-center text-muted">
        No questions yet. Ask the first one.
      </p>
    );
  }
  return (
    <>
      <Card className="overflow-hidden">
        <ul className="divide-y divide-line">
          {questions.map((question) => (
            <QuestionRow key={question.id} question={question} />
          ))}
        </ul>
      </Card>
      <ListFooter list={list} count={questions.length} noun="question" />
    </>
  );
}

function QuestionListSkeleton() {
  return (
    <Card aria-busy className="overflow-hidden">
      <span className="sr-only" role="status">
        Loading questions
      </span>
      <ul className="divide-y divide-line" aria-hidden>
        {["a", "b", "c"].map((key) => (
          <QuestionRow.Skeleton key={key} />
        ))}
      </ul>
    </Card>
  );
}
