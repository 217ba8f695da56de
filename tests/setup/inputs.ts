/**
 * Every procedure: who may call it, a valid input, and how to provoke its own errors. tests/api/access.test.ts and
 * tests/contract read this table; both fail for a procedure without a row. It is put together from files by subject.
 */
import type { Row } from "./access";
import { accountRows } from "./account-inputs";
import { adminRows } from "./admin-inputs";
import { learnRows } from "./learn-inputs";
import { questionRows } from "./question-inputs";
import { shopRows } from "./shop-inputs";
import { signInRows } from "./sign-in-inputs";

export const rows: Record<string, Row> = {
  ...accountRows,
  ...signInRows,
  ...shopRows,
  ...learnRows,
  ...questionRows,
  ...adminRows,
};
