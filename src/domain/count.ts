/** Counts in words. */

/** `1 order`, `3 orders`: for nouns whose plural ends with an s. */
export function formatCount(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}
