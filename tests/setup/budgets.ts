/**
 * What calls and pages cost: figures that no machine changes. More fails, and so does less, so that a gain is kept: change
 * the row. tests/http/budgets.test.ts and tests/e2e/budgets.spec.ts measure, and print the rows that differ.
 */

/** The part by which a figure may differ: a date has more letters than another, and compressed code varies with zlib. */
const TOLERANCE = { statements: 0, bytes: 0.01, html: 0.02, script: 0.01 };

type Figure = keyof typeof TOLERANCE;
export type Row<Name extends Figure> = Record<Name, number>;
export type Table<Name extends Figure> = Record<string, Row<Name>>;

/** SQL statements of a call over tRPC, signed in by cookie, mutations with an Idempotency-Key. BEGIN and COMMIT count. */
export const procedures: Table<"statements"> = {
  "account.signUp": { statements: 3 },
  "account.me": { statements: 2 },
  "account.update": { statements: 2 },
  "account.changePassword": { statements: 8 },
  "account.export": { statements: 2 },
  "account.exportSection": { statements: 2 },
  "account.delete": { statements: 12 },
  "admin.order.list": { statements: 4 },
  "admin.order.byId": { statements: 5 },
  "admin.order.advance": { statements: 5 },
  "admin.overview": { statements: 6 },
  "admin.product.list": { statements: 2 },
  "admin.product.save": { statements: 2 },
  "admin.user.list": { statements: 3 },
  "admin.user.disable": { statements: 7 },
  "admin.user.setRole": { statements: 5 },
  "change.onChange": { statements: 3 },
  "order.list": { statements: 2 },
  "order.place": { statements: 7 },
  "order.byId": { statements: 2 },
  "order.cancel": { statements: 6 },
  "product.list": { statements: 2 },
  "product.byId": { statements: 2 },
  "product.byIds": { statements: 2 },
  "session.login": { statements: 7 },
  "session.refresh": { statements: 4 },
  "session.logout": { statements: 2 },
  "session.list": { statements: 2 },
  "session.revoke": { statements: 3 },
  "session.revokeOthers": { statements: 2 },
  "token.list": { statements: 2 },
  "token.create": { statements: 7 },
  "token.revoke": { statements: 6 },
};

/** Calls with fixed rows: statements, and bytes of the answer. */
export const calls: Table<"statements" | "bytes"> = {
  "order.list": { statements: 2, bytes: 12_234 },
  "order.list over REST, login": { statements: 2, bytes: 11_589 },
  "order.list over REST, personal token": { statements: 2, bytes: 11_589 },
  "order.byId": { statements: 2, bytes: 773 },
  "product.list": { statements: 2, bytes: 3_738 },
  "product.list, anonymous": { statements: 1, bytes: 3_738 },
  "product.list over REST, anonymous": { statements: 1, bytes: 3_709 },
  "a batch of five reads": { statements: 6, bytes: 17_210 },
};

/** One load in the production build: statements, bytes of its HTML, and bytes of its scripts with gzip. */
export const pages: Table<"statements" | "html" | "script"> = {
  "/": { statements: 2, html: 53_939, script: 193_168 },
  "/account": { statements: 3, html: 31_569, script: 226_407 },
  "/account/data": { statements: 3, html: 31_979, script: 242_518 },
  "/account/security": { statements: 5, html: 36_833, script: 228_764 },
  "/account/tokens": { statements: 3, html: 39_513, script: 247_034 },
  "/admin": { statements: 7, html: 51_988, script: 200_255 },
  "/admin/[...path]": { statements: 1, html: 16_855, script: 133_053 },
  "/admin/orders": { statements: 5, html: 99_843, script: 250_263 },
  "/admin/orders/[id]": { statements: 6, html: 39_432, script: 215_607 },
  "/admin/products": { statements: 3, html: 83_245, script: 265_735 },
  "/admin/users": { statements: 4, html: 40_442, script: 280_767 },
  "/cart": { statements: 1, html: 25_591, script: 195_886 },
  "/docs": { statements: 1, html: 415_571, script: 191_036 },
  "/orders": { statements: 3, html: 81_651, script: 197_620 },
  "/orders/[id]": { statements: 3, html: 35_338, script: 216_157 },
  "/products": { statements: 2, html: 49_882, script: 195_432 },
  "/products/[id]": { statements: 3, html: 40_937, script: 193_423 },
  "/sign-in": { statements: 0, html: 29_403, script: 224_003 },
  "/sign-up": { statements: 0, html: 30_042, script: 223_905 },
};

const text = (figure: number) => figure.toLocaleString("en").replaceAll(",", "_");

function problemsOf<Name extends Figure>(budget: Row<Name> | undefined, measured: Row<Name> | undefined): string[] {
  if (!measured) return ["nothing has this name: remove the row"];
  if (!budget) return ["has no row: add it"];
  return (Object.keys(measured) as Name[]).flatMap((name) => {
    const [figure, allowed] = [measured[name], budget[name]];
    if (Math.abs(figure - allowed) <= allowed * TOLERANCE[name]) return [];
    return `${text(figure)} ${name}, but ${text(allowed)} in its row: ${figure < allowed ? "lower it" : "find what was added"}`;
  });
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
  for (const name of Object.keys({ ...table, ...measured })) {
    const problems = problemsOf(table[name], measured[name]);
    if (problems.length === 0) continue;
    lines.push(...problems.map((it) => `${name}: ${it}`), ...(details[name] ?? "").split("\n").filter(Boolean));
    const cells = Object.entries<number>(measured[name] ?? {}).map(([figure, value]) => `${figure}: ${text(value)}`);
    if (cells.length > 0) rows.push(`  ${JSON.stringify(name)}: { ${cells.join(", ")} },`);
  }
  if (lines.length > 0) throw new Error([...lines, "", "Rows for tests/setup/budgets.ts:", ...rows].join("\n"));
}
