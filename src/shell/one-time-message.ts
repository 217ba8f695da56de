/**
 * A message from one page to the next page of the same tab, which takes it once. A link cannot forge it, and neither a
 * reload nor the Back button repeats it.
 * @param key names it in the session storage
 */
export function oneTimeMessage(key: string) {
  return {
    leave(text: string) {
      try {
        window.sessionStorage.setItem(key, text);
      } catch {
        // storage is blocked: the next page does not mention it
      }
    },
    /** The text that was left, or null. */
    take(): string | null {
      try {
        const text = window.sessionStorage.getItem(key);
        window.sessionStorage.removeItem(key);
        return text;
      } catch {
        return null;
      }
    },
  };
}
