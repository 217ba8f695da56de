-- CreateIndex
CREATE INDEX "credentials_expires_at_idx" ON "credentials"("expires_at");
