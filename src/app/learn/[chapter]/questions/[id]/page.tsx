import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ThreadView } from "@/features/question/thread-view";
import { getViewer, Hydrate, load } from "@/trpc/server";

type Props = PageProps<"/learn/[chapter]/questions/[id]">;

async function fetchThread({ params }: Props) {
  const { chapter, id } = await params;
  const thread = await load(`/learn/${chapter}/questions/${id}`, (api) => api.question.byId.fetch({ id }));
  if (thread.chapter !== chapter) notFound();
  return thread;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { title } = await fetchThread(props);
  return { title: title ?? "Deleted question" };
}

export default async function ThreadPage(props: Props) {
  const { id } = await fetchThread(props);
  return (
    <Hydrate>
      <ThreadView id={id} isSignedIn={(await getViewer()) !== null} />
    </Hydrate>
  );
}
