/** How much a browser has to fetch before a page can be used. */
import { gzipSync } from "node:zlib";
import { expect, signIn, test } from "./story";

const BUDGET = 205_000; // bytes, compressed

test("the first load of My orders keeps to its budget of scripts", async ({ page }) => {
  await signIn(page, "customer@example.com");
  const html = await (await page.request.get("/orders")).text();
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const scripts = tags.filter(
    (tag) => !/nomodule/i.test(tag) && (tag.startsWith("<script") || /as="script"/.test(tag)),
  );
  const files = new Set(scripts.flatMap((tag) => /(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []));
  expect(files.size).toBeGreaterThan(5);
  let sum = 0;
  for (const file of files) sum += gzipSync(await (await page.request.get(file)).body()).length;
  console.log(`The first load of /orders: ${(sum / 1000).toFixed(1)} KB of scripts in ${files.size} files.`);
  expect(sum).toBeLessThanOrEqual(BUDGET);
});
