/** Progress in the explainer over HTTP. */
import { describe, expect, it } from "vitest";
import { CHAPTERS } from "@/domain/learn";
import { makeCustomer, makePersonalToken } from "../setup/factories";
import { expectProblem, query, rest } from "../setup/http";
import { readEvents } from "../setup/stream";

const [first, second] = [CHAPTERS[0].slug, CHAPTERS[1].slug];
const json = async (response: Promise<Response>) => (await response).json();

describe("progress over REST", () => {
  it("a script visits, completes, reads, adds and undoes", async () => {
    const { token } = await makeCustomer();
    expect(await json(rest(`POST /progress/${second}/visits`, { token }))).toMatchObject({ stoppedAt: second });
    const completed = await json(rest(`POST /progress/${second}`, { token }));
    expect(completed.chapters).toMatchObject([{ chapter: second, completedAt: expect.stringMatching(/Z$/) }]);

    const early = "2026-03-04T14:05:00.000Z";
    const chapters = [{ chapter: first, visitedAt: early, completedAt: early }];
    const merged = await json(rest("POST /progress", { token, json: { chapters } }));
    expect(merged.chapters).toEqual([...chapters, ...completed.chapters]);

    const undone = await json(rest(`DELETE /progress/${second}`, { token }));
    expect(undone.chapters).toMatchObject([{ completedAt: early }, { chapter: second, completedAt: null }]);
    expect(await json(rest("GET /progress", { token }))).toEqual(undone);
  });

  it("a visitor reads the counts, which a cache may revalidate, and no progress", async () => {
    const counts = await rest("GET /progress/counts");
    expect((await counts.json()).items).toHaveLength(CHAPTERS.length);
    const headers = { "if-none-match": counts.headers.get("etag") ?? "" };
    expect((await rest("GET /progress/counts", { headers })).status).toBe(304);
    await expectProblem(await rest("GET /progress"), 401);
  });

  it("a personal token that may read progress follows it, and cannot change it", async () => {
    const { principal, token } = await makeCustomer();
    const reader = await makePersonalToken(principal, "progress:read");
    await expectProblem(await rest(`POST /progress/${first}`, { token: reader }), 403, {
      reason: "INSUFFICIENT_SCOPE",
    });
    await rest(`POST /progress/${first}`, { token });

    const connection = new AbortController();
    const headers = { authorization: `Bearer ${reader}`, "sec-fetch-site": undefined };
    const stream = await query("change.onChange", { lastEventId: "0" }, { headers, signal: connection.signal });
    const events = readEvents(stream);
    await events.next();
    // The first change is the token's, which a personal token cannot follow.
    expect((await events.next()).value).toMatchObject({ id: "2", data: { topic: "progress", id: principal.userId } });
    connection.abort();
  });
});
