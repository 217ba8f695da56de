-- The versions of cached rows (src/server/platform/row-cache.ts): a sequence of its own for each cache, which every writing
-- statement advances before it changes a row. First the lock, then the number: see there. Who may write the table needs no
-- right on the sequence.
CREATE FUNCTION bump_cache_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  PERFORM pg_catalog.pg_advisory_xact_lock_shared(pg_catalog.hashtextextended(TG_ARGV[0], 0));
  PERFORM pg_catalog.nextval(TG_ARGV[0]);
  RETURN NULL;
END
$$;

-- Not owned by the table: TRUNCATE ... RESTART IDENTITY would repeat its numbers. Its first number is taken here, because
-- last_value is 1 before and after that.
CREATE SEQUENCE products_version;
SELECT nextval('products_version');

CREATE TRIGGER products_version BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON products
FOR EACH STATEMENT EXECUTE FUNCTION bump_cache_version('public.products_version');
