-- AlterEnum
ALTER TYPE "CredentialKind" ADD VALUE 'CHALLENGE';
ALTER TYPE "CredentialKind" ADD VALUE 'DEVICE';

-- AlterTable
-- Sessions and logins that are open have proved their user when they were opened.
ALTER TABLE "credentials" ADD COLUMN "verified_at" TIMESTAMPTZ(3);
UPDATE "credentials" SET "verified_at" = "created_at";
ALTER TABLE "credentials" ALTER COLUMN "verified_at" SET NOT NULL,
ALTER COLUMN "verified_at" SET DEFAULT CURRENT_TIMESTAMP;

-- CreateEnum
CREATE TYPE "FactorKind" AS ENUM ('TOTP', 'PASSKEY');

-- CreateTable
CREATE TABLE "factors" (
    "id" TEXT NOT NULL,
    "kind" "FactorKind" NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "secret" TEXT,
    "last_step" INTEGER,
    "credential_id" TEXT,
    "public_key" BYTEA,
    "counter" BIGINT,
    "transports" TEXT[],
    "is_backed_up" BOOLEAN,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "factors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "user_id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("user_id","code_hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "factors_credential_id_key" ON "factors"("credential_id");

-- CreateIndex
CREATE INDEX "factors_user_id_idx" ON "factors"("user_id");

-- AddForeignKey
ALTER TABLE "factors" ADD CONSTRAINT "factors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
