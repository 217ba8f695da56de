-- CreateTable
CREATE TABLE "security_events" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "user_id" TEXT,
    "email_hash" TEXT,
    "address" TEXT,
    "device" TEXT,
    "request_id" TEXT,
    "target_id" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "changes" JSONB NOT NULL DEFAULT '[]',
    "count" INTEGER NOT NULL DEFAULT 1,
    "bucket" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "security_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "security_events_bucket_key" ON "security_events"("bucket");

-- CreateIndex
CREATE INDEX "security_events_created_at_id_idx" ON "security_events"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "security_events_kind_created_at_id_idx" ON "security_events"("kind", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "security_events_category_created_at_id_idx" ON "security_events"("category", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "security_events_user_id_created_at_id_idx" ON "security_events"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "security_events_email_hash_created_at_id_idx" ON "security_events"("email_hash", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "security_events_address_created_at_id_idx" ON "security_events"("address", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "security_events_request_id_created_at_id_idx" ON "security_events"("request_id", "created_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "security_events" ADD CONSTRAINT "security_events_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
