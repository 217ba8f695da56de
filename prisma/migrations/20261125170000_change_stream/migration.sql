-- One numbered change stream per user, for all topics. Until now, only order events were numbered and followed.
ALTER TABLE "users" RENAME COLUMN "event_seq" TO "change_seq";

CREATE TABLE "changes" (
    "user_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "topic" TEXT NOT NULL,
    "row_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "changes_pkey" PRIMARY KEY ("user_id","seq")
);

ALTER TABLE "changes" ADD CONSTRAINT "changes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Clients that were following can resume: the numbers stay.
INSERT INTO "changes" ("user_id", "seq", "topic", "row_id", "created_at")
SELECT "owner_id", "seq", 'order', "order_id", "created_at" FROM "order_events";

-- The triggers notify at commit (src/server/realtime/listener.ts). The payload is the id of the user; what has changed
-- is in the tables. A trigger cannot be forgotten by the code that writes.
DROP TRIGGER users_news ON users;
DROP TRIGGER credentials_news ON credentials;
DROP FUNCTION announce_news;

CREATE FUNCTION notify_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('changes', to_jsonb(NEW) ->> TG_ARGV[0]);
  RETURN NULL;
END
$$;

-- Each change takes the user's next number; a disabled user's streams end.
CREATE TRIGGER users_changes AFTER UPDATE OF change_seq, disabled_at ON users
FOR EACH ROW EXECUTE FUNCTION notify_changes('id');

-- A revoked credential's streams end.
CREATE TRIGGER credentials_changes AFTER UPDATE OF revoked_at ON credentials
FOR EACH ROW EXECUTE FUNCTION notify_changes('user_id');
