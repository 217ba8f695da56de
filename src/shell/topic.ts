import type { useRouter } from "next/navigation";
import type { api } from "@/trpc/client";

/** What a topic's handler may use of the page. */
export type TopicContext = {
  utils: ReturnType<typeof api.useUtils>;
  router: ReturnType<typeof useRouter>;
};

/** What a feature does when the change stream reports its topic (features/topics.ts lists all). */
export type TopicHandler = {
  /** A row has changed elsewhere: refetch what shows it. @param isVisible whether to report it as well */
  onChange: (id: string, context: TopicContext, isVisible: boolean) => void;
  /** Changes were missed: refetch everything. */
  onMissed: (context: TopicContext) => void;
};
