-- CreateEnum
CREATE TYPE "ProductCategory" AS ENUM ('DESK', 'PAPER', 'HOME');

-- AlterTable: existing products begin in the first category.
ALTER TABLE "products" ADD COLUMN     "category" "ProductCategory" NOT NULL DEFAULT 'DESK',
ADD COLUMN     "is_sold_out" BOOLEAN NOT NULL GENERATED ALWAYS AS (stock = 0) STORED;
ALTER TABLE "products" ALTER COLUMN "category" DROP DEFAULT;

-- The products of the demo.
UPDATE "products" SET "category" = 'PAPER' WHERE "slug" IN ('linen-notebook', 'pocket-notebook-set', 'desk-calendar',
  'cotton-envelope-set', 'washi-tape-trio', 'cedar-pencil', 'brass-pen', 'blue-black-ink');
UPDATE "products" SET "category" = 'HOME' WHERE "slug" IN ('canvas-tote-bag', 'waxed-canvas-backpack', 'stoneware-mug',
  'pour-over-coffee-set', 'gooseneck-kettle', 'snake-plant', 'enamel-watering-can');

-- CreateIndex
CREATE INDEX "products_is_sold_out_name_id_idx" ON "products"("is_sold_out", "name", "id");

-- CreateIndex
CREATE INDEX "products_is_sold_out_price_cents_id_idx" ON "products"("is_sold_out", "price_cents", "id");

-- CreateIndex
CREATE INDEX "products_is_sold_out_created_at_id_idx" ON "products"("is_sold_out", "created_at", "id");

-- CreateIndex
CREATE INDEX "products_category_is_sold_out_name_id_idx" ON "products"("category", "is_sold_out", "name", "id");

-- CreateIndex
CREATE INDEX "products_category_is_sold_out_price_cents_id_idx" ON "products"("category", "is_sold_out", "price_cents", "id");

-- CreateIndex
CREATE INDEX "products_category_is_sold_out_created_at_id_idx" ON "products"("category", "is_sold_out", "created_at", "id");
