-- Searches fold letters of all scripts and lists are sorted as people expect, whatever locale the database was made with.
ALTER TABLE "users" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "products" ALTER COLUMN "name" TYPE TEXT COLLATE "und-x-icu";
ALTER TABLE "products" ALTER COLUMN "description" TYPE TEXT COLLATE "und-x-icu";

-- Inputs are in composed Unicode from now on (src/domain/text.schema.ts).
UPDATE "users" SET "name" = normalize("name") WHERE "name" IS NOT NORMALIZED;
UPDATE "products" SET "name" = normalize("name") WHERE "name" IS NOT NORMALIZED;
UPDATE "products" SET "description" = normalize("description") WHERE "description" IS NOT NORMALIZED;
