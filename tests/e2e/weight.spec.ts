/** The JavaScript budget of the first page load. */
import { gzipSync } from "node:zlib";
import { expect, signIn, test } from "./story";

const BUDGET = 205_000; // bytes, gzip

for (const path of ["/orders", "/docs"]) {
  test(`the first load of ${path} stays within the JavaScript budget`, async ({ page }) => {
    await signIn(page, "customer@example.com");
    const html = await (await page.request.get(path)).text();
    const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
    const scripts = tags.filter(
      (tag) => !/nomodule/i.test(tag) && (tag.startsWith("<script") || /as="script"/.test(tag)),
    );
    const files = new Set(scripts.flatMap((tag) => /(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []));
    expect(files.size).toBeGreaterThan(5);
    let bytes = 0;
    for (const file of files) bytes += gzipSync(await (await page.request.get(file)).body()).length;
    console.log(`First load of ${path}: ${(bytes / 1000).toFixed(1)} KB of JavaScript in ${files.size} files.`);
    expect(bytes).toBeLessThanOrEqual(BUDGET);
  });
}
