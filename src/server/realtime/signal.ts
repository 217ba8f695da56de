import "server-only";

/** A coalescing wake-up signal: a notification without a waiter is kept for the next one; several are one. */
export function createSignal() {
  let isNotified = false;
  let wake = () => {};
  return {
    notify() {
      isNotified = true;
      wake();
    },
    /** Waits for a notification, at most `ms` milliseconds. @returns whether there was one */
    async wait(ms: number): Promise<boolean> {
      if (!isNotified) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      const result = isNotified;
      isNotified = false;
      return result;
    },
  };
}

export type Signal = ReturnType<typeof createSignal>;
