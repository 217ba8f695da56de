-- CreateTable
CREATE TABLE "sign_in_methods" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_methods_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sign_in_methods_user_id_idx" ON "sign_in_methods"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_methods_issuer_subject_key" ON "sign_in_methods"("issuer", "subject");

-- AddForeignKey
ALTER TABLE "sign_in_methods" ADD CONSTRAINT "sign_in_methods_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
