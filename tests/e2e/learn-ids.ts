import type { Page } from "@playwright/test";
import { call } from "./story";

/** A chapter, and a question of the seed, by the folder above each. */
export async function findLearnIds(page: Page): Promise<Record<string, string>> {
  const chapter = "one-channel";
  const { items } = await call(page, "question.list", { chapter }, "GET");
  const solved = items.find(({ isSolved }: { isSolved: boolean }) => isSolved);
  return { learn: chapter, questions: solved.id };
}
