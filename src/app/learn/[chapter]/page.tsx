import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findChapter } from "@/domain/learn";
import { ChapterView } from "@/features/learn/chapter-view";
import { getViewer, isInspectorOn } from "@/trpc/server";

type Props = { params: Promise<{ chapter: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: findChapter((await params).chapter)?.title };
}

export default async function ChapterPage({ params }: Props) {
  const chapter = findChapter((await params).chapter);
  if (!chapter) notFound();
  return <ChapterView chapter={chapter} isSignedIn={(await getViewer()) !== null} canTrace={await isInspectorOn()} />;
}
