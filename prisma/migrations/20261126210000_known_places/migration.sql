-- AlterTable
ALTER TABLE "credentials" ADD COLUMN "browser_hash" TEXT,
ADD COLUMN "networks" TEXT[];
