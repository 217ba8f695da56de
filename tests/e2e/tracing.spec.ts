/** Traces of pages: the production build, with a collector. */
import { startCollector, type Tree, treeOf } from "../setup/otlp-collector";
import { startSecondServer } from "./second-server";
import { expect, signUp, test } from "./story";

const namesOf = ([name, ...parts]: Tree): string[] => [name, ...parts.flatMap(namesOf)];

test("the trace of a page has its rendering, the calls that it makes, and their statements", async ({ browser }) => {
  const collector = await startCollector();
  const server = await startSecondServer(undefined, {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: "600000", // only the end of the server sends
  });
  const page = await browser.newPage({ baseURL: server.origin });
  await signUp(page);
  const files: (string | undefined)[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/_next/static/")) files.push(response.headers().traceparent);
  });
  const response = await page.goto("/account/tokens");
  const [, traceId, spanId] = response?.headers().traceparent?.split("-") ?? [];
  const missing = await page.request.get("/admin/does/not/exist");
  await page.close();
  expect(await server.stop()).toBe(0);
  collector.stop();

  const spans = collector.ofTrace(traceId);
  const tree = treeOf(
    spans,
    spans.find((it) => it.spanId === spanId),
  );
  expect(tree[0]).toBe("GET /account/tokens");
  const rendering = tree.slice(1).find(([name]) => name === "render route (app) /account/tokens") as Tree;
  expect(namesOf(rendering)).toEqual(
    expect.arrayContaining(["identify", "token.list", "requireUser", "service", "output"]),
  );
  expect(server.printed()).toContain(`"traceId":"${traceId}"`);
  expect(files.length).toBeGreaterThan(0);
  expect(new Set(files)).toEqual(new Set([undefined]));
  const ofMissing = collector.ofTrace(missing.headers().traceparent?.split("-")[1]);
  expect(ofMissing.find((it) => it.parentId === "")).toMatchObject({
    name: "GET /admin/[...path]",
    attributes: { "http.response.status_code": 404 },
    status: 0,
  });
});
