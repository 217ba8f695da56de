CREATE TABLE "chapter_progress" (
    "user_id" TEXT NOT NULL,
    "chapter" TEXT NOT NULL,
    "visited_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "chapter_progress_pkey" PRIMARY KEY ("user_id","chapter")
);

-- How many readers have completed each chapter.
CREATE INDEX "chapter_progress_chapter_completed_at_idx" ON "chapter_progress"("chapter", "completed_at");

ALTER TABLE "chapter_progress" ADD CONSTRAINT "chapter_progress_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
