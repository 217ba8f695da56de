-- Processes notify after their commits, in batches (src/server/realtime/notifier.ts): PostgreSQL takes a lock of the whole
-- server for each commit that notifies, so the triggers made all writers wait for each other.
-- During a deployment, processes of the previous version still write without notifying: what they write arrives by
-- polling, within 15 seconds. The same holds for their own streams, which do not understand the messages of this version.
DROP TRIGGER users_changes ON users;
DROP TRIGGER credentials_changes ON credentials;
DROP FUNCTION notify_changes;
