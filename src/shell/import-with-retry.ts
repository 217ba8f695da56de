const RETRY_DELAY_MS = 5000;

/**
 * Imports a module that the page can work without, and retries until it succeeds: a lost network must neither break the
 * page nor disable the feature for good.
 */
export async function importWithRetry<Module>(load: () => Promise<Module>): Promise<Module> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY_MS));
    }
  }
}
