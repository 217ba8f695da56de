/**
 * What the demo consists of: the only file of scripts/strip that knows its words. tests/project/strip.test.ts compares it
 * with the tree.
 */

import type { Savings } from "./budgets";
import { learnEdits } from "./demo-edits-learn";
import { shopEdits } from "./demo-edits-shop";
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
  /** Files that go: patterns of paths. */
  files: readonly RegExp[];
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

const CODE = "src/(?:domain|server/(?:routers|services))";
const TESTS = "tests/(?:domain|api|http|project|e2e|e2e/drills|e2e/engines|e2e/gallery|setup)";

/** Files of resources by the names that they share. */
const filesOf = (stems: string): RegExp[] => [
  new RegExp(`^${CODE}/(?:admin-)?(?:${stems})(?:-[a-z-]+)?\\.(?:schema\\.)?ts$`),
  new RegExp(`^${TESTS}/(?:admin-)?(?:${stems})s?(?:-[a-z-]+)?\\.(?:test\\.|spec\\.)?ts$`),
  new RegExp(`^src/features/(?:admin/)?(?:${stems})/`),
  new RegExp(`^src/app/(?:admin/)?(?:${stems})s?/`),
];

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
    files: [
      ...filesOf("learn|progress|question|sandbox"),
      /^tests\/domain\/local-progress\.test\.ts$/,
      /^prisma\/questions\.ts$/,
      /^scripts\/sources\.mjs$/,
      /^src\/features\/home\/(request-steps|round-trip-.+)\.tsx?$/,
    ],
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
    files: [
      ...filesOf("order|product|cart|overview|shipping|stock|shop"),
      /^public\/products\//,
      /^prisma\/products\.ts$/,
      /^scripts\/partner\//,
      /^src\/features\/home\/(built-in|hero|try-it)\.tsx$/,
      /^src\/features\/palette\/(order|product)-results\.tsx$/,
      /^tests\/e2e\/partner\.spec\.ts$/,
      /^tests\/bench\/(?!(?:project-copy|server)\.ts$|attached\.mjs$)/,
      /^tests\/project\/(bench.*|soak)\.test\.ts$/,
      /^docs\/deploy\/scale\.md$/,
    ],
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
