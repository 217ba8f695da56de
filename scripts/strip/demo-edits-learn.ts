/** What says something else without the explainer. The edits of the shop come after these. */
import { edit, type TextEdit } from "./text-edit";

const ALL_ORDERS = "src/server/services/admin-order.ts";
const SEED_TEST = "tests/project/shop-seed.test.ts";
const OVERVIEW = "src/server/services/admin-overview.ts";

export const learnEdits: readonly TextEdit[] = [
  ...["admin-order", "admin-overview"].map((it) =>
    edit(`src/server/services/${it}.ts`, "const IS_SHOWN = notInSandbox(Prisma.sql`owner_id`);\n"),
  ),
  edit(ALL_ORDERS, ", except those of sandboxes"),
  edit(ALL_ORDERS, ", also for an order of a sandbox"),
  edit(ALL_ORDERS, `WHERE \${IS_SHOWN} \${withStatus}`, `WHERE true \${withStatus}`),
  edit(ALL_ORDERS, `id = \${id} AND \${IS_SHOWN}`, `id = \${id}`),
  edit(OVERVIEW, " Orders of sandboxes are left out."),
  edit(OVERVIEW, `AT TIME ZONE 'UTC' AND \${IS_SHOWN}`, "AT TIME ZONE 'UTC'"),
  edit(OVERVIEW, `WHERE \${IS_SHOWN} AND created_at`, "WHERE created_at"),
  edit(OVERVIEW, ` WHERE \${IS_SHOWN} GROUP BY`, " GROUP BY"),
  edit(OVERVIEW, `'CANCELLED' AND \${IS_SHOWN} AND`, "'CANCELLED' AND"),
  edit(
    "src/server/services/admin-user.ts",
    'Prisma.join([Prisma.sql`deleted_at IS NULL`, notInSandbox(Prisma.sql`id`)], " AND ")',
    "Prisma.sql`deleted_at IS NULL`",
  ),
  edit(
    "AGENTS.md",
    "- An experiment of a chapter (`features/learn/experiments`) is data; `tests/http/learn.test.ts` compares each claim with the trace.\n  Code is shown by reference, such as src/env.ts#env, and read when the app is built (`scripts/sources.mjs`).\n",
  ),
  edit("docs/architecture.md", " `/learn` shows each of these stations with your own requests."),
  edit(
    "SECURITY.md",
    "- **The demo's temporary accounts** are open to everyone, and end after 15 minutes: put nothing of value there.\n",
  ),
  edit("CHANGELOG.md", ", the explainer at `/learn`"),
  edit("tests/e2e/budgets.spec.ts", "    ...(await findLearnIds(customer)),\n"),
  edit("src/server/services/admin-user.ts", " and are not in a sandbox"),
  edit("src/server/platform/rate-limit.ts", "  sandbox: { calls: 30, seconds: 600, byAddress: true },\n"),
  edit(
    "src/features/account/profile-view.tsx",
    "Your name is shown in your account, and beside questions and answers that you post.",
    "Your name is shown in your account.",
  ),
  edit("scripts/setup.mjs", '    await (await import("./sources.mjs")).writeSources(root);\n'),
  edit("prisma/seed.ts", "  await seedQuestions();\n"),
  edit(SEED_TEST, "The shop and the questions of a new installation", "The shop of a new installation"),
  edit(
    SEED_TEST,
    '    db.question.findMany({ orderBy: { id: "asc" }, include: { answers: { orderBy: { id: "asc" } } } }),\n',
  ),
  edit(SEED_TEST, "  expect(await db.question.count()).toBe(0);\n"),
  edit(SEED_TEST, ", _events, questions] = first", "] = first"),
  edit(
    SEED_TEST,
    "  expect(questions.some(({ helpfulAnswerId, answers }) => answers.some(({ id }) => id === helpfulAnswerId))).toBe(true);\n",
  ),
  edit(
    "AGENTS.md",
    "A foreign key to `users` cascades: sandboxes delete theirs.",
    "A foreign key to `users` cascades.",
  ),
];
