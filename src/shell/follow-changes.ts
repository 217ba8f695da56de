import type { QueryClient } from "@tanstack/react-query";
import { topics } from "@/features/topics";
import { subscribeAcrossTabs } from "@/trpc/cross-tab-stream";
import { clearOwnChanges, isSigningOut, takeOwnChange } from "@/trpc/own-changes";
import type { TopicContext } from "./topic";

type Page = TopicContext & { queries: QueryClient };

/** Passes each change of the viewer's to the handler of its topic, except those that this tab has made itself. */
export function followChanges(viewer: { id: string; changeSeq: number }, page: Page): () => void {
  return subscribeAcrossTabs(viewer, {
    async onChange(change) {
      await ownWrites(page.queries);
      if (takeOwnChange(change)) return;
      topics[change.topic].onChange(change.id, page, document.visibilityState === "visible");
    },
    onMissed() {
      clearOwnChanges();
      for (const topic of Object.values(topics)) topic.onMissed(page);
    },
    onSignedOut() {
      // A new page, so that nothing of this user stays in memory.
      page.queries.cancelQueries();
      if (!isSigningOut()) window.location.reload();
    },
  });
}

/** Waits for the answers to this tab's writes: only then is it known which changes are its own. */
async function ownWrites(queries: QueryClient) {
  if (queries.isMutating() === 0) return;
  await new Promise<void>((resolve) => {
    const stop = queries.getMutationCache().subscribe(() => {
      if (queries.isMutating() > 0) return;
      stop();
      resolve();
    });
  });
}
