"use client";
import { useRef } from "react";
import { BackLink } from "@/components/back-link";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Link } from "@/components/link";
import { Page } from "@/components/page";
import { formatCount } from "@/domain/count";
import { CHAPTERS } from "@/domain/learn";
import { canAnswer, isPlaceholder } from "@/domain/question";
import { ListFooter } from "@/shell/list-footer";
import { api } from "@/trpc/client";
import { AnswerForm } from "./answer-form";
import { AnswerView } from "./answer-view";
import { chapterPath, signInPath, threadPath } from "./paths";
import { QuestionView } from "./question-view";
import { useAnswers } from "./use-answers";
import "./question.css";

export function ThreadView({ id, isSignedIn }: { id: string; isSignedIn: boolean }) {
  const [thread] = api.question.byId.useSuspenseQuery({ id });
  const { data, ...list } = useAnswers(thread);
  const heading = useRef<HTMLHeadingElement>(null);
  const answers = data.pages.flatMap((page) => page.items);
  const chapter = CHAPTERS.find(({ slug }) => slug === thread.chapter);
  return (
    <Page
      narrow
      back={<BackLink href={chapterPath(thread.chapter)}>{chapter?.title}</BackLink>}
      title={
        <span dir="auto" className="wrap-anywhere">
          {isPlaceholder(thread) ? "Deleted question" : thread.title}
        </span>
      }
      badge={thread.isSolved && <Badge tone="good">Solved</Badge>}
    >
      <QuestionView thread={thread} isSignedIn={isSignedIn} />
      <section aria-labelledby="answers-title" className="mt-10 grid gap-5">
        <h2 id="answers-title" ref={heading} tabIndex={-1} className="font-display text-2xl outline-none">
          {thread.answerCount ? formatCount(thread.answerCount, "answer") : "No answers yet"}
        </h2>
        {answers.length > 0 && (
          <div>
            <Card>
              <ul className="divide-y divide-line">
                {answers.map((answer) => (
                  <AnswerView
                    key={answer.id}
                    thread={thread}
                    answer={answer}
                    isSignedIn={isSignedIn}
                    focusAfter={heading}
                  />
                ))}
              </ul>
            </Card>
            {(list.hasNextPage || data.pages.length > 1) && (
              <ListFooter list={list} count={answers.length} noun="answer" />
            )}
          </div>
        )}
        {canAnswer(thread) && isSignedIn && <AnswerForm thread={thread} />}
        {canAnswer(thread) && !isSignedIn && (
          <Button asChild variant="outline" className="justify-self-start">
            <Link href={signInPath(threadPath(thread))}>Sign in to answer</Link>
          </Button>
        )}
      </section>
    </Page>
  );
}
