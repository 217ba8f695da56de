import "server-only";

/** Something to wait at. A ring while nobody waits is kept for whoever comes next; many rings are one. */
export function createSignal() {
  let hasRung = false;
  let open = () => {};
  return {
    ring() {
      hasRung = true;
      open();
    },
    /** Waits for a ring, at most so many milliseconds. @returns whether it has rung */
    async rung(ms: number): Promise<boolean> {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          open = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      const result = hasRung;
      hasRung = false;
      return result;
    },
  };
}
