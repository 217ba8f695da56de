-- AlterTable
ALTER TABLE "users" ADD COLUMN "access_version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
-- What has begun the sessions of now is not known: they end by themselves, or with the password.
ALTER TABLE "credentials" ADD COLUMN "method" TEXT,
ADD COLUMN "method_id" TEXT;
