-- Whoever waits for news of a user is woken at commit (server/events.ts). The message says only whose news it is; what
-- happened is in the tables. It is a trigger's work, so that no way to change something can forget it.
CREATE FUNCTION announce_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('news', to_jsonb(NEW) ->> TG_ARGV[0]);
  RETURN NULL;
END
$$;

-- Each order event takes its owner's next number; a disabled user's streams end.
CREATE TRIGGER users_news AFTER UPDATE OF event_seq, disabled_at ON users
FOR EACH ROW EXECUTE FUNCTION announce_news('id');

-- A revoked credential's streams end.
CREATE TRIGGER credentials_news AFTER UPDATE OF revoked_at ON credentials
FOR EACH ROW EXECUTE FUNCTION announce_news('user_id');
