"use client";
import { CircleCheck } from "lucide-react";
import { type RefObject, useState } from "react";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { canDelete, canEdit, canMarkHelpful, canReport } from "@/domain/question";
import { Byline } from "./byline";
import { DeleteButton } from "./delete-button";
import { EditAnswerForm } from "./edit-form";
import { Markdown } from "./markdown";
import { PostBadges } from "./post-badges";
import { ReportButton } from "./report-button";
import type { Answer, Thread } from "./use-answers";
import { useDeleteAnswer, useMarkHelpful } from "./use-thread";

type Props = { thread: Thread; answer: Answer; isSignedIn: boolean; focusAfter: RefObject<HTMLElement | null> };

export function AnswerView({ thread, answer, isSignedIn, focusAfter }: Props) {
  const [isEditing, setEditing] = useState(false);
  return (
    <li className="post">
      <Byline post={answer}>
        {answer.isHelpful && (
          <Badge tone="good">
            <CircleCheck aria-hidden />
            This helped
          </Badge>
        )}
        <PostBadges post={answer} />
      </Byline>
      {isEditing ? (
        <EditAnswerForm thread={thread} answer={answer} onClose={() => setEditing(false)} />
      ) : (
        <>
          <Markdown text={answer.body} />
          {isSignedIn && (
            <AnswerActions thread={thread} answer={answer} onEdit={() => setEditing(true)} focusAfter={focusAfter} />
          )}
        </>
      )}
    </li>
  );
}

type ActionsProps = Omit<Props, "isSignedIn"> & { onEdit: () => void };

function AnswerActions({ thread, answer, onEdit, focusAfter }: ActionsProps) {
  const mark = useMarkHelpful(thread);
  const remove = useDeleteAnswer(thread);
  return (
    <div className="actions">
      {canMarkHelpful(thread, answer) && (
        <Button
          variant="ghost"
          size="small"
          aria-pressed={answer.isHelpful}
          onClick={() => mark.mutate({ id: thread.id, answerId: answer.isHelpful ? null : answer.id })}
        >
          {answer.isHelpful ? "Remove mark" : "Mark as helpful"}
        </Button>
      )}
      {canEdit(answer) && (
        <Button variant="ghost" size="small" onClick={onEdit}>
          Edit
        </Button>
      )}
      {canDelete(answer) && (
        <DeleteButton
          kind="answer"
          description="This can't be undone."
          pending={remove.isPending}
          onDelete={() => remove.mutate({ id: answer.id })}
          focusAfter={focusAfter}
        />
      )}
      {canReport(answer) && <ReportButton kind="answer" id={answer.id} />}
    </div>
  );
}
