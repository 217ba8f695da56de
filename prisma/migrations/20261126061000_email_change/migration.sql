-- AlterEnum
ALTER TYPE "AccountLinkKind" ADD VALUE 'NOT_ME';

-- AlterTable
ALTER TABLE "users" ADD COLUMN "pending_email" TEXT;

-- CreateTable
CREATE TABLE "former_emails" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "former_emails_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "former_emails_user_id_idx" ON "former_emails"("user_id");

-- CreateIndex
CREATE INDEX "former_emails_email_idx" ON "former_emails"("email");

-- CreateIndex
CREATE INDEX "former_emails_until_idx" ON "former_emails"("until");

-- AddForeignKey
ALTER TABLE "former_emails" ADD CONSTRAINT "former_emails_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
