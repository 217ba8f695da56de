import { ArrowLeft, ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "@/components/link";
import { CHAPTERS, type Chapter, type findChapter } from "@/domain/learn";
import { BODIES } from "./chapters";
import { OutlineList } from "./outline-list";
import { MarkComplete } from "./progress/mark-complete";
import { ReaderProvider } from "./reader";
import "./learn.css";
import "./pictures.css";

type Props = {
  chapter: NonNullable<ReturnType<typeof findChapter>>;
  isSignedIn: boolean;
  /** Whether the server's part of a request can be read. */
  canTrace: boolean;
  /** What readers say about the chapter. */
  children: ReactNode;
};

/** A chapter with the outline beside it, and its neighbors at its end. */
export function ChapterView({ chapter, isSignedIn, canTrace, children }: Props) {
  const { slug, title, minutes, number, previous, next } = chapter;
  const Body = BODIES[slug];
  return (
    <div className="mx-auto grid max-w-6xl gap-x-12 px-4 py-8 sm:px-6 sm:py-12 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <nav aria-label="Chapters" className="max-lg:hidden">
        <div className="sticky top-24">
          <Link href="/learn" className="mb-3 block px-3 font-medium text-sm">
            How the two halves talk
          </Link>
          <OutlineList current={slug} />
        </div>
      </nav>
      <article className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 font-mono text-accent text-sm">
          <Link href="/learn" className="underline underline-offset-4 lg:hidden">
            All chapters
          </Link>
          <span>{`Chapter ${number} of ${CHAPTERS.length}`}</span>
          <span className="text-muted">{`${minutes} minutes`}</span>
        </p>
        <h1 className="mt-3 mb-8 font-display text-4xl sm:text-5xl">{title}</h1>
        <ReaderProvider chapter={slug} isSignedIn={isSignedIn} canTrace={canTrace}>
          <div className="prose">{Body && <Body />}</div>
        </ReaderProvider>
        <MarkComplete chapter={slug} />
        <nav aria-label="Neighboring chapters" className="mt-12 flex flex-wrap justify-between gap-4 border-t pt-6">
          {previous ? <Neighbor chapter={previous} isNext={false} /> : <span />}
          {next ? <Neighbor chapter={next} isNext /> : <AfterwardsLink />}
        </nav>
        {children}
      </article>
    </div>
  );
}

function Neighbor({ chapter: { slug, title }, isNext }: { chapter: Chapter; isNext: boolean }) {
  return (
    <Link
      href={`/learn/${slug}`}
      rel={isNext ? "next" : "prev"}
      className={`group grid gap-0.5 ${isNext ? "ml-auto text-right" : ""}`}
    >
      <span className="flex items-center gap-1.5 text-muted text-sm group-[.ml-auto]:justify-end">
        {!isNext && <ArrowLeft aria-hidden className="size-4" />}
        <span>{isNext ? "Next" : "Previous"}</span>
        {isNext && <ArrowRight aria-hidden className="size-4" />}
      </span>
      <span className="font-medium group-hover:text-accent">{title}</span>
    </Link>
  );
}

function AfterwardsLink() {
  return (
    <Link href="/docs" className="ml-auto grid gap-0.5 text-right">
      <span className="text-muted text-sm">What to learn next</span>
      <span className="font-medium text-accent">The API docs</span>
    </Link>
  );
}
