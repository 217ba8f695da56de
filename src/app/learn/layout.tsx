import type { ReactNode } from "react";
import { ProgressProvider } from "@/features/learn/progress/progress-provider";
import { getViewer, Hydrate, load } from "@/trpc/server";

export default async function LearnLayout({ children }: { children: ReactNode }) {
  const viewer = await getViewer();
  await load("/learn", (api) => Promise.all([api.progress.counts.fetch(), viewer && api.progress.get.fetch()]));
  return (
    <Hydrate>
      <ProgressProvider viewerId={viewer?.id}>{children}</ProgressProvider>
    </Hydrate>
  );
}
