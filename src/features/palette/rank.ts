export type Result = { name: string; keywords?: readonly string[] };
export type ResultGroup<Item extends Result> = { heading: string; results: readonly Item[] };

const fold = (text: string) => text.normalize("NFC").toLowerCase();

/** 2 if every word of the query is in the name, 1 if with the help of keywords, 0 if not. No fuzzy match: it finds too much. */
function scoreOf({ name, keywords = [] }: Result, words: readonly string[]): number {
  const isIn = (text: string) => words.every((word) => fold(text).includes(word));
  if (isIn(name)) return 2;
  return isIn([name, ...keywords].join(" ")) ? 1 : 0;
}

/** Returns the groups with matches, the best first: a thing of that name before things that only contain it. */
export function rank<Item extends Result>(groups: readonly ResultGroup<Item>[], query: string): ResultGroup<Item>[] {
  const words = fold(query).split(/\s+/);
  return groups
    .map(({ heading, results }) => {
      const scored = results.map((result) => ({ result, score: scoreOf(result, words) })).filter(({ score }) => score);
      scored.sort((a, b) => b.score - a.score);
      return { heading, results: scored.map(({ result }) => result), best: scored[0]?.score ?? 0 };
    })
    .filter(({ best }) => best > 0)
    .sort((a, b) => b.best - a.best);
}
