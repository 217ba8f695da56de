/** A server that loses its database, and what its pages answer then. */
import { readFileSync } from "node:fs";
import { type APIResponse, type Browser, expect } from "@playwright/test";
import { URL_FILE } from "./files";
import { startSecondServer } from "./second-server";
import { signIn } from "./story";
import { startTcpProxy } from "./tcp-proxy";

/** The lines of a log about one request. */
export const linesOf = (log: string, requestId: string) => log.split("\n").filter((line) => line.includes(requestId));

/** Starts it, signs a user in, and takes its database away. @returns the browser of that user, and of a visitor */
export async function startServerWithoutDatabase(browser: Browser) {
  const databaseUrl = new URL(readFileSync(URL_FILE, "utf8"));
  const database = await startTcpProxy(databaseUrl.href);
  const { host } = new URL(database.origin);
  const server = await startSecondServer(String(Object.assign(new URL(databaseUrl), { host })));
  const context = await browser.newContext({ baseURL: server.origin, javaScriptEnabled: false });
  await signIn(await context.newPage(), "customer@example.com");
  database.disconnect();
  const visitor = await browser.newContext({ baseURL: server.origin });
  const requestIds: string[] = [];

  return {
    context,
    visitor,
    printed: server.printed,
    async expectUnavailable(response: APIResponse) {
      const {
        "retry-after": retryAfter,
        "x-request-id": requestId = "none",
        "cache-control": cache,
      } = response.headers();
      expect([response.url(), response.status(), retryAfter]).toEqual([response.url(), 503, "5"]);
      expect(cache).toBe("private, no-store");
      const text = await response.text();
      expect(text).toContain(requestId);
      expect(text).not.toMatch(/prisma|127\.0\.0\.1|ECONN|stack/i);
      expect(text).not.toContain(databaseUrl.password);
      requestIds.push(requestId);
    },
    /** Each of these answers has one line in the log. */
    expectLogged() {
      expect(requestIds.length).toBeGreaterThan(0);
      for (const requestId of requestIds) {
        const lines = linesOf(server.printed(), requestId).map((line) => JSON.parse(line));
        expect(lines).toMatchObject([{ level: 50, event: "call", code: "SERVICE_UNAVAILABLE" }]);
      }
    },
    async stop() {
      await visitor.close();
      await context.close();
      await server.stop();
      await database.stop();
    },
  };
}
