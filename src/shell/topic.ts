import type { useRouter } from "next/navigation";
import type { api } from "@/trpc/client";

/** The parts of the page that a topic's handler may use. */
export type TopicContext = {
  utils: ReturnType<typeof api.useUtils>;
  router: ReturnType<typeof useRouter>;
};

/** Handles the changes of one topic; features/topics.ts lists all handlers. */
export type TopicHandler = {
  /** A row has changed elsewhere: refetch what shows it. @param isVisible whether to report it as well */
  onChange: (id: string, context: TopicContext, isVisible: boolean) => void;
  /** Changes were missed: refetch everything. */
  onMissed: (context: TopicContext) => void;
};
