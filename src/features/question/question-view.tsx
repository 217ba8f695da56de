"use client";
import { useState } from "react";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { canDelete, canEdit, canReport } from "@/domain/question";
import { Byline } from "./byline";
import { DeleteButton } from "./delete-button";
import { EditQuestionForm } from "./edit-form";
import { Markdown } from "./markdown";
import { PostBadges } from "./post-badges";
import { ReportButton } from "./report-button";
import type { Thread } from "./use-answers";
import { useDeleteQuestion } from "./use-thread";

const DELETION = {
  alone: "This can't be undone.",
  answered: "The answers stay, and your text and name are removed. This can't be undone.",
};

/** The question of a thread. */
export function QuestionView({ thread, isSignedIn }: { thread: Thread; isSignedIn: boolean }) {
  const [isEditing, setEditing] = useState(false);
  if (isEditing) {
    return (
      <Card className="p-4 sm:p-6">
        <EditQuestionForm thread={thread} onClose={() => setEditing(false)} />
      </Card>
    );
  }
  return (
    <Card className="post">
      <Byline post={thread}>
        <PostBadges post={thread} />
      </Byline>
      {thread.body === null ? (
        <p className="text-muted">The author has deleted this question. Its answers are still here.</p>
      ) : (
        <Markdown text={thread.body} />
      )}
      {isSignedIn && <QuestionActions thread={thread} onEdit={() => setEditing(true)} />}
    </Card>
  );
}

function QuestionActions({ thread, onEdit }: { thread: Thread; onEdit: () => void }) {
  const remove = useDeleteQuestion(thread);
  return (
    <div className="actions empty:hidden">
      {canEdit(thread) && (
        <Button variant="ghost" size="small" onClick={onEdit}>
          Edit
        </Button>
      )}
      {canDelete(thread) && (
        <DeleteButton
          kind="question"
          description={thread.answerCount ? DELETION.answered : DELETION.alone}
          pending={remove.isPending || remove.isSuccess}
          onDelete={() => remove.mutate({ id: thread.id })}
        />
      )}
      {canReport(thread) && <ReportButton kind="question" id={thread.id} />}
    </div>
  );
}
