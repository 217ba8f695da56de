import type { Savings } from "./budgets";

/** What the explainer costs in calls and pages that stay, as measured in a copy with the shop alone. */
export const learnSavings: Savings = {
  "account.delete": { statements: 2 },
  "account.deletionChoices": { statements: 1 },
  "/": { html: 8_337, script: 2_690 },
  "/account/data": { statements: 1 },
  "/account/tokens": { html: 4_693 },
  "/admin/orders/[id]": { html: 1_032 },
  "/docs": { html: 381_955 },
};

/** What the shop costs beyond that, as measured in a copy without both. */
export const shopSavings: Savings = {
  "account.delete": { statements: 1 },
  "/": { statements: 1, html: 7_947, script: 3_013 },
  "/account": { html: 1_629, script: 1_810 },
  "/account/activity": { html: 1_529, script: 1_778 },
  "/account/data": { html: 1_675, script: 1_413 },
  "/account/security": { html: 1_581, script: 1_793 },
  "/account/sign-in-methods": { html: 1_595, script: 1_758 },
  "/account/tokens": { html: 4_580, script: 1_803 },
  "/admin": { statements: 4, html: 22_501, script: 7_366 },
  "/admin/[...path]": { html: 339 },
  "/admin/security": { html: 3_786, script: 2_311 },
  "/admin/users": { html: 4_180, script: 2_137 },
  "/confirm": { html: 1_530, script: 1_758 },
  "/forgot-password": { html: 280 },
  "/mailbox": { html: 280 },
  "/reset-password": { html: 1_550, script: 1_792 },
  "/docs": { html: 180_185, script: 1_760 },
  "/sign-in": { html: 2_105, script: 1_802 },
  "/sign-up": { html: 2_079, script: 1_801 },
};
