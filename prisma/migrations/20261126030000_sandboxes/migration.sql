-- CreateTable: a few hundred rows at most, so that it needs no further index.
CREATE TABLE "sandbox_users" (
    "user_id" TEXT NOT NULL,
    "sandbox_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),

    CONSTRAINT "sandbox_users_pkey" PRIMARY KEY ("user_id")
);

-- AddForeignKey
ALTER TABLE "sandbox_users" ADD CONSTRAINT "sandbox_users_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
