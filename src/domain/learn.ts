/** The chapters of the explainer (`/learn`), in their order. `minutes` is the time to read one with its experiments. */
export const CHAPTERS = [
  { slug: "one-channel", title: "The only channel is HTTP", minutes: 4 },
  { slug: "origins", title: "Same origin and cross origin", minutes: 4 },
  { slug: "rest-and-rpc", title: "REST and typed RPC", minutes: 4 },
  { slug: "contract", title: "The contract", minutes: 4 },
  { slug: "identity", title: "Who is asking", minutes: 4 },
  { slug: "request-path", title: "The path of a request", minutes: 4 },
  { slug: "three-states", title: "Loading, success, error", minutes: 4 },
  { slug: "real-flow", title: "A whole story", minutes: 4 },
  { slug: "never-trust", title: "What the server never trusts", minutes: 5 },
  { slug: "csrf", title: "Cross-site request forgery", minutes: 4 },
  { slug: "limits", title: "Limits", minutes: 3 },
  { slug: "writing-once", title: "Writing once", minutes: 4 },
  { slug: "caches", title: "Caches", minutes: 4 },
  { slug: "push", title: "Push", minutes: 3 },
  { slug: "outside-services", title: "Outside services", minutes: 4 },
  { slug: "testing", title: "Testing the integration", minutes: 4 },
] as const;

export type ChapterSlug = (typeof CHAPTERS)[number]["slug"];
export type Chapter = { slug: ChapterSlug; title: string; minutes: number };

const index = (slug: string) => CHAPTERS.findIndex((chapter) => chapter.slug === slug);

/** A chapter with its number, from 1, and its neighbors; null for an unknown name. */
export function findChapter(slug: string) {
  const at = index(slug);
  const chapter = CHAPTERS[at];
  if (!chapter) return null;
  return { ...chapter, number: at + 1, previous: CHAPTERS[at - 1] ?? null, next: CHAPTERS[at + 1] ?? null };
}
