import type { QueryClient } from "@tanstack/react-query";
import type { useRouter } from "next/navigation";
import { orderReference } from "@/domain/order";
import { ORDER_STATUS } from "@/features/order";
import type { OrderChange } from "@/trpc/change-stream";
import type { api } from "@/trpc/client";
import { subscribeAcrossTabs } from "@/trpc/cross-tab-stream";
import { isOwnChange, isSigningOut } from "@/trpc/own-changes";
import { toast } from "./toast";

type Page = {
  utils: ReturnType<typeof api.useUtils>;
  queries: QueryClient;
  router: ReturnType<typeof useRouter>;
};

/** Refetches the queries of a changed order and shows a message, except for changes made by this tab. */
export function followChanges(viewer: { id: string; eventSeq: number }, page: Page): () => void {
  const { utils, queries } = page;
  return subscribeAcrossTabs(viewer, {
    async onChange(change) {
      await ownWrites(queries);
      if (isOwnChange(change)) return; // the answer to the mutation is already in the cache
      utils.order.list.invalidate();
      utils.order.byId.invalidate({ id: change.orderId });
      tell(change, page.router);
    },
    onMissed() {
      utils.order.list.invalidate();
      utils.order.byId.invalidate();
    },
    onSignedOut() {
      // A whole new page, so that nothing of this customer stays in memory.
      queries.cancelQueries();
      if (!isSigningOut()) window.location.reload();
    },
  });
}

/** Only in a visible tab. */
function tell(change: OrderChange, router: Page["router"]) {
  if (document.visibilityState === "hidden") return;
  const path = `/orders/${change.orderId}`;
  const action = { label: "Look", onClick: () => router.push(path) };
  toast.message(`Order ${orderReference(change.orderId)} is ${ORDER_STATUS[change.status].label.toLowerCase()}.`, {
    id: change.orderId, // a later message about the same order takes its place
    action: window.location.pathname === path ? undefined : action,
  });
}

/** Waits for this tab's pending mutations: their answers mark the changes as own. */
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
