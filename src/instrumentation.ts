/** Runs once, before the server accepts requests. */
export async function register() {
  // Next also compiles this file for the edge runtime; the condition removes the import there.
  // biome-ignore lint/style/noProcessEnv: Next replaces this with a literal at build time; there is nothing to validate.
  if (process.env.NEXT_RUNTIME === "nodejs") (await import("./server/platform/startup")).start();
}
