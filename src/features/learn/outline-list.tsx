import { Link } from "@/components/link";
import { CHAPTERS, type ChapterSlug } from "@/domain/learn";
import { ChapterMark } from "./progress/chapter-mark";

/** The chapters as links. */
export function OutlineList({ current }: { current: ChapterSlug }) {
  return (
    <ol className="chapter-list">
      {CHAPTERS.map(({ slug, title }, index) => (
        <li key={slug}>
          <Link href={`/learn/${slug}`} aria-current={slug === current ? "page" : undefined}>
            <span className="number">{index + 1}</span>
            <span>{title}</span>
            <ChapterMark chapter={slug} />
          </Link>
        </li>
      ))}
    </ol>
  );
}
