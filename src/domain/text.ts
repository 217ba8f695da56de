/** Text that people type. */

export const MAX_SEARCH = 80;

/** Characters of a text in a mail to somebody else, at most. */
const MAX_WORDS = 40;

/** Control characters and line separators, and those that change the direction of text. */
export const FORBIDDEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
export const VISIBLE = /[^\p{C}\p{Z}]/u;
/** Half of a surrogate pair. `isWellFormed` would say the same, but is missing in browsers that we support. */
export const BROKEN = /\p{Cs}/u;

/** A text from anywhere, cleaned of what a schema would refuse, and cut: for the log, the database and the screen. */
export function cleanText(text: string, max: number): string {
  const cleaned = text.normalize("NFC").replace(new RegExp(FORBIDDEN, "gu"), "").replace(new RegExp(BROKEN, "gu"), "");
  return cleaned.trim().slice(0, max).replace(BROKEN, "").trim(); // the cut may break a character
}

/**
 * A text of a user for a mail to somebody whom it may be meant to deceive: letters, digits and spaces, so that no mail program makes
 * a link of it.
 */
export const wordsOf = (text: string): string =>
  text
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim()
    .slice(0, MAX_WORDS)
    .replace(BROKEN, "");

/** `a, b and c` */
export const listOf = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;

/** The search in a URL, cleaned and cut instead of refused: it may come from anywhere. Empty if there is none. */
export function readSearch(value: unknown): string {
  const search = typeof value === "string" ? cleanText(value, MAX_SEARCH) : "";
  return VISIBLE.test(search) ? search : "";
}

/**
 * A text of a user among other text, so that its writing direction doesn't mix with theirs: what `<bdi>` is to elements
 * (Unicode TR 9, FIRST STRONG ISOLATE).
 */
export const isolate = (text: string): string => `\u2068${text}\u2069`;
