/**
 * A text of a user among other text, so that its writing direction doesn't mix with theirs: what `<bdi>` is to elements
 * (Unicode TR 9, FIRST STRONG ISOLATE).
 */
export const isolate = (text: string): string => `\u2068${text}\u2069`;
