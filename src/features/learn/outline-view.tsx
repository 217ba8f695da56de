import { Link } from "@/components/link";
import { Page } from "@/components/page";
import { CHAPTERS } from "@/domain/learn";
import { ChapterMark } from "./progress/chapter-mark";
import { ProgressBar } from "./progress/progress-bar";
import "./learn.css";

const MINUTES = CHAPTERS.reduce((sum, { minutes }) => sum + minutes, 0);

const SUMMARIES: Record<(typeof CHAPTERS)[number]["slug"], string> = {
  "one-channel":
    "A method, a URL, headers and a body go out. A status, headers and a body come back. There is nothing else.",
  origins: "Which pages may read an answer, who decides, and who enforces it.",
  "rest-and-rpc": "One call, three ways: REST, a typed call, and a batch of them.",
  contract: "How both sides agree on shapes, and what breaks the build when they don't.",
  identity: "A cookie or a token. One function decides who you are, every time.",
  "request-path": "Guard, identity, limits, scopes, input, owner, service, SQL. And back.",
  "three-states": "Every request is loading, then a success or an error. Pages show all three.",
  "real-flow": "Sign in, my orders, cancel: one story, request by request.",
  "never-trust": "Identity, ownership, input. Anyone can send anything.",
  csrf: "Another site's form, your cookie, and why nothing happens.",
  limits: "How many calls are too many, and what a client does about it.",
  "writing-once": "Lost answers, retries, and fifty cancellations at once.",
  caches: "An answer that hasn't changed isn't sent again, and is never old.",
  push: "The server speaks first only on a stream that the browser opened.",
  "outside-services": "Deadline, retry, breaker: when somebody else's server is slow, yours is not.",
  testing: "The tests that keep both halves together, and the faults only a browser finds.",
};

/** The start of the explainer: what it is, and its chapters. */
export function OutlineView() {
  return (
    <Page
      title="How the two halves talk"
      lead={`${CHAPTERS.length} short chapters about this app's frontend and backend, with experiments that send real requests to the server you are looking at. About ${MINUTES} minutes to read, and as long again for the experiments.`}
    >
      <ProgressBar />
      <ol className="grid gap-x-10 border-t sm:grid-cols-2">
        {CHAPTERS.map(({ slug, title, minutes }, index) => (
          <li key={slug} className="border-b">
            <Link href={`/learn/${slug}`} className="group flex h-full gap-4 py-5">
              <span aria-hidden className="w-7 shrink-0 font-display text-2xl text-accent leading-7 tabular-nums">
                {index + 1}
              </span>
              <span className="grid content-start gap-1">
                <span className="flex items-center gap-2 font-medium text-lg leading-7 group-hover:text-accent">
                  <span>{title}</span>
                  <ChapterMark chapter={slug} />
                </span>
                <span className="text-muted">{SUMMARIES[slug]}</span>
                <span className="mt-1 font-mono text-muted text-xs">{`${minutes} minutes`}</span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </Page>
  );
}
