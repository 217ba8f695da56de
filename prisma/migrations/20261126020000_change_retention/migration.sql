-- Old changes are deleted (src/server/services/change-retention.ts).
CREATE INDEX "changes_created_at_idx" ON "changes"("created_at");
