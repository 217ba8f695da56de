/** Counts in words. */

/** `1 order`, `3 orders`; `3 entries` with a plural of its own. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
