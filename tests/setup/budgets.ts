/**
 * What calls and pages cost, whatever the machine. More fails, and so does less, so that a gain is kept: change the row. A new
 * procedure needs a row in `procedures`, a new page one in `pages`. These measure, and print the rows that differ:
 *   npx vitest run --config tests/vitest.config.ts tests/http/budgets.test.ts
 *   npx playwright test --config tests/e2e/playwright.config.ts budgets
 */

import { learnPages, learnProcedures } from "./learn-budgets";
import { shopPages, shopProcedures } from "./shop-budgets";

/**
 * The part by which a figure may differ: a date has more letters than another, Next streams metadata in two forms, depending on what is
 * ready first, and compressed code varies with zlib.
 */
const TOLERANCE = { statements: 0, bytes: 0.01, html: 0.03, script: 0.01 };

/** The same for a row that says `isEstimate`, as those of `npm run new` do. Measured rows are printed: they can replace it. */
const ESTIMATE: typeof TOLERANCE = { statements: 0, bytes: 0.1, html: 0.25, script: 0.03 };

type Figure = keyof typeof TOLERANCE;
export type Row<Name extends Figure> = Record<Name, number> & { isEstimate?: true };
export type Table<Name extends Figure> = Record<string, Row<Name>>;

/** SQL statements of a call over tRPC, signed in by cookie, mutations with an Idempotency-Key. BEGIN and COMMIT count. */
export const procedures: Table<"statements"> = {
  ...shopProcedures,
  ...learnProcedures,
  "account.signUp": { statements: 7 },
  "account.me": { statements: 2 },
  "account.update": { statements: 6 },
  "account.changePassword": { statements: 12 },
  "account.signInOptions": { statements: 1 },
  "account.sendVerification": { statements: 2 },
  "account.changeEmail": { statements: 13 },
  "account.cancelEmailChange": { statements: 8 },
  "account.export": { statements: 2 },
  "account.exportSection": { statements: 2 },
  "account.delete": { statements: 22 },
  "account.deletionChoices": { statements: 2 },
  "activity.list": { statements: 2 },
  "accountLink.find": { statements: 3 },
  "accountLink.use": { statements: 20 },
  "accountLink.requestReset": { statements: 6 },
  "accountLink.resetPassword": { statements: 15 },
  "admin.security.list": { statements: 2 },
  "admin.security.refusals": { statements: 2 },
  "admin.user.list": { statements: 2 },
  "admin.user.disable": { statements: 12 },
  "admin.user.setRole": { statements: 11 },
  "change.onChange": { statements: 3 },
  "mailbox.list": { statements: 2 },
  "factor.list": { statements: 3 },
  "factor.startTotp": { statements: 1 },
  "factor.confirmTotp": { statements: 12 },
  "factor.startPasskey": { statements: 2 },
  "factor.rename": { statements: 3 },
  "factor.addPasskey": { statements: 14 },
  "factor.replaceRecoveryCodes": { statements: 10 },
  "factor.remove": { statements: 13 },
  "proof.methods": { statements: 3 },
  "proof.giveByPasskey": { statements: 5 },
  "proof.requestPasskey": { statements: 2 },
  "proof.give": { statements: 9 },
  // From a new network: one more, the alert.
  "session.login": { statements: 12 },
  "session.completeLogin": { statements: 16 },
  "session.refresh": { statements: 4 },
  "session.requestPasskey": { statements: 1 },
  "session.requestSecondPasskey": { statements: 1 },
  "session.secondStep": { statements: 1 },
  "session.logout": { statements: 5 },
  "session.list": { statements: 2 },
  "session.revoke": { statements: 6 },
  "session.revokeOthers": { statements: 8 },
  "signInMethod.list": { statements: 3 },
  "signInMethod.remove": { statements: 11 },
  "token.list": { statements: 2 },
  "token.create": { statements: 10 },
  "token.revoke": { statements: 7 },
};

/** Calls with fixed rows: statements, and bytes of the answer. Those of the shop are in shop-budgets.ts. */
export const calls: Table<"statements" | "bytes"> = {
  "account.me over REST, personal token": { statements: 2, bytes: 207 },
  "token.list": { statements: 2, bytes: 5_090 },
  "token.list over REST, login": { statements: 2, bytes: 3_765 },
  "a batch of three reads": { statements: 4, bytes: 6_336 },
};

/** One load in the production build: statements, bytes of its HTML, and bytes of its scripts with gzip. */
export const pages: Table<"statements" | "html" | "script"> = {
  ...shopPages,
  ...learnPages,
  "/": { statements: 2, html: 31_223, script: 191_728 },
  "/account": { statements: 3, html: 23_975, script: 194_298 },
  "/account/activity": { statements: 3, html: 23_768, script: 192_536 },
  "/account/data": { statements: 2, html: 23_004, script: 188_875 },
  "/account/security": { statements: 11, html: 29_311, script: 200_129 },
  "/account/sign-in-methods": { statements: 7, html: 24_651, script: 193_523 },
  "/account/tokens": { statements: 3, html: 36_233, script: 196_921 },
  "/admin": { statements: 7, html: 42_091, script: 194_685 },
  "/admin/[...path]": { statements: 1, html: 9_555, script: 133_352 },
  "/admin/security": { statements: 5, html: 35_289, script: 199_747 },
  "/admin/users": { statements: 3, html: 31_889, script: 247_407 },
  "/confirm": { statements: 2, html: 15_514, script: 189_339 },
  "/forgot-password": { statements: 1, html: 7_840, script: 133_352 },
  "/mailbox": { statements: 2, html: 7_810, script: 133_352 },
  "/reset-password": { statements: 2, html: 15_499, script: 192_218 },
  "/docs": { statements: 1, html: 829_069, script: 191_232 },
  "/sign-in": { statements: 0, html: 21_465, script: 195_194 },
  "/sign-up": { statements: 0, html: 20_718, script: 194_646 },
};

const text = (figure: number) => figure.toLocaleString("en").replaceAll(",", "_");

function problemsOf<Name extends Figure>(budget: Row<Name> | undefined, measured: Row<Name> | undefined): string[] {
  if (!measured) return ["nothing has this name: remove the row"];
  if (!budget) return ["has no row: add it"];
  const tolerance = budget.isEstimate ? ESTIMATE : TOLERANCE;
  return (Object.keys(measured) as Name[]).flatMap((name) => {
    const [figure, allowed]: [number, number] = [measured[name], budget[name]];
    if (Math.abs(figure - allowed) <= allowed * tolerance[name]) return [];
    return `${text(figure)} ${name}, but ${text(allowed)} in its row: ${figure < allowed ? "lower it" : "find what was added"}`;
  });
}

function rowOf(name: string, measured: Record<string, number | true> = {}): string {
  const cells = Object.entries(measured).map(([figure, value]) => `${figure}: ${text(Number(value))}`);
  return cells.length > 0 ? `  ${JSON.stringify(name)}: { ${cells.join(", ")} },` : "";
}

/**
 * Compares what was measured with a table.
 * @param details by row, what helps to find the cause
 * @throws Error with every difference, and with the rows as they would have to be
 */
export function checkBudgets<Name extends Figure>(
  table: Table<Name>,
  measured: Table<Name>,
  details: Record<string, string> = {},
): void {
  const lines: string[] = [];
  const rows: string[] = [];
  const estimated: string[] = [];
  for (const name of Object.keys({ ...table, ...measured })) {
    const problems = problemsOf(table[name], measured[name]);
    const row = rowOf(name, measured[name]);
    if (problems.length === 0 && table[name]?.isEstimate) estimated.push(row);
    if (problems.length === 0) continue;
    lines.push(...problems.map((it) => `${name}: ${it}`), ...(details[name] ?? "").split("\n").filter(Boolean));
    if (row) rows.push(row);
  }
  if (estimated.length > 0) console.log(["Estimates of tests/setup/budgets.ts, as measured:", ...estimated].join("\n"));
  if (lines.length > 0) throw new Error([...lines, "", "Rows for tests/setup/budgets.ts:", ...rows].join("\n"));
}
