/** Runs once, before the server answers. */
export async function register() {
  // Next compiles this file for its edge runtime, too, where there are no sockets: this block is left out there.
  // biome-ignore lint/style/noProcessEnv: Next replaces the expression while it compiles; there is nothing to validate.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { isExportingTraces, isInspecting, requireValidEnv } = await import("@/env");
    requireValidEnv(); // before the other modules, some of which read it when they load
    const { start } = await import("./server/platform/startup");
    const { closeSubscriptions } = await import("./server/realtime/changes");
    const { flushNotifications } = await import("./server/realtime/notifier");
    const { flushTraces } = await import("./server/platform/tracing");
    const { flushSecurityEvents } = await import("./server/platform/security-buckets");
    const { answerParserErrors } = await import("./server/http/parser-error");
    const { rerouteUnroutable } = await import("./server/http/unroutable");
    const { finishMails, startMailWorker } = await import("./server/services/mail-worker");
    start(
      () => {
        closeSubscriptions();
        flushNotifications();
      },
      () => Promise.all([flushTraces(), flushSecurityEvents(), finishMails()]),
    );
    startMailWorker();
    if (isExportingTraces() || isInspecting()) {
      const { startTracing } = await import("./server/platform/trace-provider");
      startTracing();
    }
    answerParserErrors();
    rerouteUnroutable();
  }
}

/** Runs when a page fails to render; the error is in the log already (platform/console.ts). */
export async function onRequestError(error: unknown, _request: unknown, { routeType }: { routeType: string }) {
  // biome-ignore lint/style/noProcessEnv: as above
  if (process.env.NEXT_RUNTIME === "nodejs" && routeType === "render") {
    const { sendFaultPage } = await import("./server/http/fault-page");
    sendFaultPage(error);
  }
}
