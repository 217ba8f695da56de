"use client";
import { useRef, useState } from "react";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import type { ChapterSlug } from "@/domain/learn";
import { QueryBoundary } from "@/shell/query-boundary";
import { AskForm } from "./ask-form";
import { chapterPath, SECTION_ID, signInPath } from "./paths";
import { QuestionList } from "./question-list";
import "./question.css";

type Props = { chapter: ChapterSlug; isSignedIn: boolean };

/** The questions about a chapter. Other people's appear when the reader comes back to the tab: queries refetch then. */
export function QuestionSection({ chapter, isSignedIn }: Props) {
  const [isAsking, setAsking] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  function close() {
    setAsking(false);
    heading.current?.focus(); // the form had the focus
  }
  return (
    <section id={SECTION_ID} aria-labelledby={`${SECTION_ID}-title`} className="mt-14 grid gap-6 border-t pt-10">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h2 id={`${SECTION_ID}-title`} ref={heading} tabIndex={-1} className="font-display text-3xl outline-none">
          Questions and answers
        </h2>
        {!isSignedIn && (
          <Button asChild variant="outline">
            <Link href={signInPath(chapterPath(chapter))}>Sign in to ask</Link>
          </Button>
        )}
        {isSignedIn && !isAsking && (
          <Button variant="outline" onClick={() => setAsking(true)}>
            Ask a question
          </Button>
        )}
      </div>
      {isAsking && <AskForm chapter={chapter} onClose={close} />}
      <div>
        <QueryBoundary>
          <QuestionList chapter={chapter} />
        </QueryBoundary>
      </div>
    </section>
  );
}
