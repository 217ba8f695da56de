import type { ChapterSlug } from "@/domain/learn";

/** The target of links to the questions of a chapter. */
export const SECTION_ID = "questions";

export const chapterPath = (chapter: ChapterSlug) => `/learn/${chapter}#${SECTION_ID}`;

export const threadPath = ({ chapter, id }: { chapter: ChapterSlug; id: string }) =>
  `/learn/${chapter}/questions/${id}`;

export const signInPath = (path: string) => `/sign-in?callbackUrl=${encodeURIComponent(path)}`;
