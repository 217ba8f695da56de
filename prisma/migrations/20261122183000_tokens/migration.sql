-- CreateEnum
CREATE TYPE "CredentialKind" AS ENUM ('SESSION', 'LOGIN', 'PERSONAL');

-- AlterTable
ALTER TABLE "credentials" ADD COLUMN     "kind" "CredentialKind" NOT NULL DEFAULT 'SESSION',
ADD COLUMN     "name" TEXT,
ADD COLUMN     "refresh_hash" TEXT,
ADD COLUMN     "scopes" TEXT[],
ADD COLUMN     "secret_hash" TEXT,
ADD COLUMN     "used_refreshes" TEXT[],
ALTER COLUMN "last_used_at" DROP NOT NULL,
ALTER COLUMN "last_used_at" DROP DEFAULT;

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE UNIQUE INDEX "credentials_secret_hash_key" ON "credentials"("secret_hash");

-- A credential that is not a browser's session is known by a secret, and by nothing else
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_secret" CHECK (("kind" = 'SESSION') = ("secret_hash" IS NULL));
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_refresh" CHECK (("kind" = 'LOGIN') = ("refresh_hash" IS NOT NULL));
