-- CreateEnum
CREATE TYPE "ReportReason" AS ENUM ('SPAM', 'ABUSE', 'OFF_TOPIC', 'OTHER');

-- CreateTable
CREATE TABLE "questions" (
    "id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "chapter" TEXT NOT NULL,
    "title" TEXT,
    "body" TEXT,
    "helpful_answer_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "is_flagged" BOOLEAN NOT NULL DEFAULT false,
    "hidden_at" TIMESTAMPTZ(3),
    "hidden_by" TEXT,
    "hidden_reason" TEXT,

    CONSTRAINT "questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_answers" (
    "id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "question_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "is_flagged" BOOLEAN NOT NULL DEFAULT false,
    "hidden_at" TIMESTAMPTZ(3),
    "hidden_by" TEXT,
    "hidden_reason" TEXT,

    CONSTRAINT "question_answers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_reports" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "question_id" TEXT,
    "answer_id" TEXT,
    "reason" "ReportReason" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "question_reports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "questions_helpful_answer_id_key" ON "questions"("helpful_answer_id");

-- CreateIndex
CREATE INDEX "questions_chapter_created_at_id_idx" ON "questions"("chapter", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "questions_owner_id_created_at_id_idx" ON "questions"("owner_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "questions_is_flagged_created_at_id_idx" ON "questions"("is_flagged", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "question_answers_question_id_created_at_id_idx" ON "question_answers"("question_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "question_answers_owner_id_created_at_id_idx" ON "question_answers"("owner_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "question_answers_is_flagged_created_at_id_idx" ON "question_answers"("is_flagged", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "question_reports_user_id_created_at_id_idx" ON "question_reports"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "question_reports_question_id_user_id_key" ON "question_reports"("question_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "question_reports_answer_id_user_id_key" ON "question_reports"("answer_id", "user_id");

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_helpful_answer_id_fkey" FOREIGN KEY ("helpful_answer_id") REFERENCES "question_answers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_answers" ADD CONSTRAINT "question_answers_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_answers" ADD CONSTRAINT "question_answers_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_reports" ADD CONSTRAINT "question_reports_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_reports" ADD CONSTRAINT "question_reports_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_reports" ADD CONSTRAINT "question_reports_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "question_answers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A question has a title and a body, or neither: then it is the placeholder of a deleted one.
ALTER TABLE "questions" ADD CONSTRAINT "questions_placeholder_check" CHECK (("title" IS NULL) = ("body" IS NULL));

-- A report is about one text.
ALTER TABLE "question_reports" ADD CONSTRAINT "question_reports_text_check" CHECK (num_nonnulls("question_id", "answer_id") = 1);
