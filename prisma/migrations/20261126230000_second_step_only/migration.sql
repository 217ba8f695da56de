-- AlterTable
ALTER TABLE "factors" ADD COLUMN     "is_second_step_only" BOOLEAN NOT NULL DEFAULT false;
