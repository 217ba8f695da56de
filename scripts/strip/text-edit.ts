/** A text or statement of a file that stays, with what it says without the demo. It is there exactly once. */
export type TextEdit = { path: string; from: string; to: string };

export const edit = (path: string, from: string, to = ""): TextEdit => ({ path, from, to });
