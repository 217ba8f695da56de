/** Rules of questions and answers, for both sides. The SQL of the server enforces them. A post is one or the other. */

export const POST_KINDS = ["question", "answer"] as const;
export type PostKind = (typeof POST_KINDS)[number];

export const REPORT_REASONS = ["SPAM", "ABUSE", "OFF_TOPIC", "OTHER"] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

export const MIN_TITLE_LENGTH = 8;
export const MAX_TITLE_LENGTH = 140;
export const MAX_BODY_LENGTH = 5000;
export const MAX_HIDE_REASON_LENGTH = 280;

/** A post as a viewer sees it. The placeholder of a deleted question has no body. */
type Post = { body: string | null; isMine: boolean; isHidden: boolean };

export const isPlaceholder = ({ title }: { title: string | null }): boolean => title === null;

export const canEdit = ({ body, isMine, isHidden }: Post): boolean => isMine && !isHidden && body !== null;

export const canDelete = ({ body, isMine }: Post): boolean => isMine && body !== null;

export const canReport = ({ body, isMine, isHidden }: Post): boolean => !isMine && !isHidden && body !== null;

export const canAnswer = ({ body, isHidden }: Post): boolean => !isHidden && body !== null;

/** Whether the asker may mark an answer as the one that helped. */
export const canMarkHelpful = (question: Post, answer: Post): boolean =>
  question.isMine && canAnswer(question) && !answer.isHidden;

export const canHide = ({ hidden }: { hidden: object | null }): boolean => hidden === null;

/** Whether there is something for an administrator to undo: a post that is hidden, or reports to dismiss. */
export const canRestore = ({ isFlagged }: { isFlagged: boolean }): boolean => isFlagged;
