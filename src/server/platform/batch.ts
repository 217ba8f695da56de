import "server-only";
import { runOutsideRequest } from "./request-id";

type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };

/**
 * A function whose calls are gathered: those of one turn of the event loop are one `load`, and so are those that come while
 * another runs. However many callers there are, they take one database connection.
 * @param load returns the results, one for each item in turn; what it throws, all its callers get
 * @param most items of one `load`
 */
export function batched<Item, Result>(load: (items: Item[]) => Promise<Result[]>, most: number) {
  let waiting: Waiting<Item, Result>[] = [];
  let isLoading = false;

  async function loadAll() {
    isLoading = true;
    while (waiting.length > 0) {
      await new Promise(setImmediate);
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        const results = await load(batch.map(({ item }) => item));
        for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isLoading = false;
  }

  return (item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isLoading) runOutsideRequest(loadAll);
    });
}
