import "server-only";
import { z } from "zod";
import {
  Answer,
  AnswerPage,
  AnswerQuestion,
  AskQuestion,
  EditAnswer,
  EditQuestion,
  ListAnswers,
  ListQuestions,
  MarkHelpful,
  Question,
  QuestionPage,
  QuestionThread,
  ReportPost,
} from "@/domain/question.schema";
import { Id } from "@/domain/text.schema";
import {
  idempotentProcedure,
  ownedProcedure,
  protectedProcedure,
  publicProcedure,
  router,
} from "@/server/core/procedures";
import { askQuestion, deleteQuestion, editQuestion, markHelpful } from "@/server/services/question";
import { answerQuestion, deleteAnswer, editAnswer } from "@/server/services/question-answer";
import { findOwnAnswer, findOwnQuestion, getThread, listAnswers, listQuestions } from "@/server/services/question-list";
import { reportPost } from "@/server/services/question-moderation";

const ownQuestion = ownedProcedure("question", findOwnQuestion);
const ownAnswer = ownedProcedure("answer", findOwnAnswer);

const MISMATCH = "It has changed since this version was read (VERSION_MISMATCH).";
const HIDDEN = "A moderator has hidden it (POST_HIDDEN).";

export const questionRouter = router({
  list: publicProcedure
    .meta({
      scope: "questions:read",
      limit: "browse",
      rest: {
        name: "listQuestions",
        method: "GET",
        path: "/questions",
        summary: "The questions about a chapter, newest first",
      },
    })
    .input(ListQuestions)
    .output(QuestionPage)
    .query(({ ctx, input }) => listQuestions(ctx.principal, input)),

  byId: publicProcedure
    .meta({
      scope: "questions:read",
      limit: "browse",
      rest: {
        name: "getQuestion",
        method: "GET",
        path: "/questions/{id}",
        summary: "A question, with its first answers",
        description: "The answer that helped comes first, then the oldest.",
        errors: { 404: "Unknown or hidden question." },
      },
    })
    .input(z.object({ id: Id }))
    .output(QuestionThread)
    .query(({ ctx, input }) => getThread(ctx.principal, input.id)),

  answers: publicProcedure
    .meta({
      scope: "questions:read",
      limit: "browse",
      rest: {
        name: "listAnswers",
        method: "GET",
        path: "/questions/{id}/answers",
        summary: "The answers to a question",
        errors: { 404: "Unknown or hidden question." },
      },
    })
    .input(ListAnswers)
    .output(AnswerPage)
    .query(({ ctx, input }) => listAnswers(ctx.principal, input)),

  ask: idempotentProcedure
    .meta({
      scope: "questions:write",
      limit: "publish",
      rest: {
        name: "askQuestion",
        method: "POST",
        path: "/questions",
        summary: "Ask a question",
        result: "Question asked",
        description: "The body is Markdown, of which paragraphs, emphasis, lists, quotes, links and code are shown.",
        status: 201,
        location: "/questions/{id}",
      },
    })
    .input(AskQuestion)
    .output(Question)
    .mutation(({ ctx, input }) => askQuestion(ctx.principal, input, ctx.idempotency)),

  answer: idempotentProcedure
    .meta({
      scope: "questions:write",
      limit: "publish",
      rest: {
        name: "answerQuestion",
        method: "POST",
        path: "/questions/{id}/answers",
        summary: "Answer a question",
        result: "Question answered",
        status: 201,
        errors: { 404: "Unknown or hidden question.", 409: "The question was deleted or hidden (QUESTION_CLOSED)." },
      },
    })
    .input(AnswerQuestion)
    .output(Answer)
    .mutation(({ ctx, input }) => answerQuestion(ctx.principal, input, ctx.idempotency)),

  edit: ownQuestion
    .meta({
      scope: "questions:write",
      rest: {
        name: "editQuestion",
        method: "PATCH",
        path: "/questions/{id}",
        summary: "Edit one of my questions",
        result: "Question edited",
        errors: { 409: HIDDEN, 412: MISMATCH },
      },
    })
    .input(EditQuestion)
    .output(Question)
    .mutation(({ ctx, input }) => editQuestion(ctx.question, input)),

  delete: ownQuestion
    .meta({
      scope: "questions:write",
      rest: {
        name: "deleteQuestion",
        method: "DELETE",
        path: "/questions/{id}",
        summary: "Delete one of my questions",
        result: "Question deleted",
        description: "If it has answers, these stay with a placeholder for the question.",
        status: 204,
      },
    })
    .output(z.void())
    .mutation(({ ctx }) => deleteQuestion(ctx.question)),

  markHelpful: ownQuestion
    .meta({ scope: "questions:write" })
    .input(MarkHelpful)
    .output(Question)
    .mutation(({ ctx, input }) => markHelpful(ctx.question, input.answerId)),

  editAnswer: ownAnswer
    .meta({
      scope: "questions:write",
      rest: {
        name: "editAnswer",
        method: "PATCH",
        path: "/answers/{id}",
        summary: "Edit one of my answers",
        result: "Answer edited",
        errors: { 409: HIDDEN, 412: MISMATCH },
      },
    })
    .input(EditAnswer)
    .output(Answer)
    .mutation(({ ctx, input }) => editAnswer(ctx.answer, input)),

  deleteAnswer: ownAnswer
    .meta({
      scope: "questions:write",
      rest: {
        name: "deleteAnswer",
        method: "DELETE",
        path: "/answers/{id}",
        summary: "Delete one of my answers",
        result: "Answer deleted",
        status: 204,
      },
    })
    .output(z.void())
    .mutation(({ ctx }) => deleteAnswer(ctx.answer)),

  report: protectedProcedure
    .meta({ limit: "report" })
    .input(ReportPost)
    .output(z.void())
    .mutation(({ ctx, input }) => reportPost(ctx.principal, input)),
});
