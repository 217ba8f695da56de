-- AlterTable
ALTER TABLE "products" ADD COLUMN     "facts" JSONB NOT NULL DEFAULT '[]';
