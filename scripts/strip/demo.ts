/**
 * What the demo consists of: only this file, its list of files and its edits know the words of the demo. tests/project/strip.test.ts
 * compares them with the tree.
 */

import type { Savings } from "./budgets";
import { learnEdits } from "./demo-edits-learn";
import { shopEdits } from "./demo-edits-shop";
import files from "./demo-files.json" with { type: "json" };
import { learnSavings, shopSavings } from "./demo-savings";
import type { TextEdit } from "./text-edit";

/** The migration that drops the tables, after all that made them: of one name in each release, so that upgrades don't repeat it. */
export const MIGRATION = "20261126235959_remove_demo";
/** The only one, with --fresh. */
export const FIRST_MIGRATION = "20261126235959_init";

export type Part = {
  /** As a person chooses it: --keep shop. */
  title: string;
  /** Parts without which this one can't be. */
  needs: readonly string[];
  /** The files that go, each by its path: a pattern would match files of somebody's own. */
  files: readonly string[];
  /** Models and enums of prisma/schema.prisma. */
  models: readonly string[];
  /** Names in the lists of src/product.ts: scopes, topics, acts, reasons of errors. */
  settings: readonly string[];
  /** What texts in code and tests may not name any more: paths of pages, procedures, tables. */
  texts: readonly RegExp[];
  /** SQL of the migration, before and after the tables are dropped. */
  before: readonly string[];
  after: readonly string[];
  /** Files that are written instead, from scripts/strip/files. */
  replaced: readonly string[];
  /** Scripts of package.json. */
  scripts: readonly string[];
  /** Packages that nothing else needs. */
  packages: readonly string[];
  /** Places that no rule finds: each is there once, and becomes the second text. */
  edits: readonly TextEdit[];
  /** What calls and pages that stay cost less. */
  savings: Savings;
};

/** Paths, procedures and tables by their names. */
const textsOf = (paths: string, routers: string, tables: string): RegExp[] => [
  new RegExp(`(?<=["'\`/} ])/(?:admin/)?(?:${paths})(?![\\w-])`),
  new RegExp(`(?<=["'\`.])(?:admin\\.)?(?:${routers})\\.[a-zA-Z]+`),
  new RegExp(`(?<=["'\`])admin\\.(?:${routers})(?=["'\`])`),
  new RegExp(`\\b(?:FROM|INTO|UPDATE|JOIN|TABLE|SEQUENCE) "?(?:${tables})\\b`),
];

export const parts: Readonly<Record<string, Part>> = {
  learn: {
    title: "the explainer, with its sandboxes, progress and questions",
    needs: ["shop"],
    files: files.learn,
    models: ["ChapterProgress", "Question", "QuestionAnswer", "QuestionReport", "ReportReason", "SandboxUser"],
    settings: [
      ...["questions:read", "questions:write", "progress:read", "progress:write", "progress", "question"],
      ...["questions", "answers", "reports"],
      ...["question.hidden", "question.restored"],
      ...["QUESTION_CLOSED", "POST_HIDDEN", "ALREADY_REPORTED", "ALREADY_MODERATED"],
    ],
    texts: textsOf(
      "learn|questions|progress|sandboxes",
      "progress|question|sandbox",
      "chapter_progress|questions|question_answers|question_reports|sandbox_users",
    ),
    before: [
      "-- The temporary accounts of sandboxes, with what they have ordered.",
      'DELETE FROM "order_events" WHERE "owner_id" IN (SELECT "user_id" FROM "sandbox_users");',
      'DELETE FROM "orders" WHERE "owner_id" IN (SELECT "user_id" FROM "sandbox_users");',
      'DELETE FROM "users" WHERE "id" IN (SELECT "user_id" FROM "sandbox_users");',
    ],
    after: [],
    replaced: [],
    scripts: [],
    packages: ["sugar-high"],
    edits: learnEdits,
    savings: learnSavings,
  },
  shop: {
    title: "orders, products and the cart",
    needs: [],
    files: files.shop,
    models: ["Order", "OrderEvent", "OrderLine", "OrderStatus", "Product", "ProductCategory"],
    settings: [
      ...["orders:read", "orders:write", "products:read", "order", "order.moved", "product.saved"],
      ...["orders", "order notes"],
      ...["OUT_OF_STOCK", "PRODUCT_UNAVAILABLE", "NOT_CANCELLABLE", "NOT_MOVABLE"],
    ],
    texts: textsOf(
      "orders|products|cart|shipping",
      "order|product|shipping|overview",
      "orders|order_lines|order_events|products|products_version",
    ),
    before: [],
    after: ['DROP SEQUENCE "products_version";'],
    replaced: [
      "README.md",
      "public/.gitkeep",
      "prisma/seed.ts",
      "src/app/page.tsx",
      "src/app/admin/page.tsx",
      "src/features/home/home-view.tsx",
      "src/features/home/demo-accounts.tsx",
    ],
    scripts: ["bench", "bench:dev", "bench:live", "bench:sign-in", "soak", "partner"],
    packages: [],
    edits: shopEdits,
    savings: shopSavings,
  },
};
