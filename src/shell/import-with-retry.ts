const PAUSE_MS = 5000;

/**
 * Loads what comes after the page itself. If it cannot be had because the network has gone, it is asked for again: it
 * may be late, and never takes the page along.
 */
export async function importWithRetry<Module>(load: () => Promise<Module>): Promise<Module> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    }
  }
}
