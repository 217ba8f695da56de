import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findChapter } from "@/domain/learn";
import { ChapterView } from "@/features/learn/chapter-view";
import { QuestionSection } from "@/features/question";
import { getViewer, Hydrate, isInspectorOn, load } from "@/trpc/server";

type Props = { params: Promise<{ chapter: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const chapter = findChapter((await params).chapter);
  if (!chapter) notFound(); // otherwise the page would lose the title of the error
  return { title: chapter.title };
}

export default async function ChapterPage({ params }: Props) {
  const chapter = findChapter((await params).chapter);
  if (!chapter) notFound();
  const { slug } = chapter;
  await load(`/learn/${slug}`, (api) => api.question.list.fetchInfinite({ chapter: slug }));
  const isSignedIn = (await getViewer()) !== null;
  return (
    <ChapterView chapter={chapter} isSignedIn={isSignedIn} canTrace={await isInspectorOn()}>
      <Hydrate>
        <QuestionSection chapter={slug} isSignedIn={isSignedIn} />
      </Hydrate>
    </ChapterView>
  );
}
