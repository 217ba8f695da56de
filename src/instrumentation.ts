/** Runs once, before the server answers. */
export async function register() {
  // Next compiles this file for its edge runtime, too, where there are no sockets: what stands behind this is left out.
  // biome-ignore lint/style/noProcessEnv: Next puts the word itself here while it compiles; there is nothing to check.
  if (process.env.NEXT_RUNTIME === "nodejs") (await import("./server/platform/startup")).start();
}
