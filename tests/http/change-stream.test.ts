/** The change stream over HTTP, with changes of personal tokens. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it, vi } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { countSubscribers } from "@/server/realtime/changes";
import { callerOf, makeAccessToken, makePersonalToken, makePrincipal } from "../setup/factories";
import { SCOPE } from "../setup/fixture";
import { mutate, query, send } from "../setup/http";
import { readEvents, type StreamEvent } from "../setup/stream";

const WAIT = { timeout: 60_000 };

type Options = { lastEventId?: string; header?: string };

/** Opens a stream: `next` waits for an event, `close` closes the connection. */
async function openStream(token: string | undefined, { lastEventId, header }: Options = {}) {
  const headers = { authorization: token && `Bearer ${token}`, "last-event-id": header };
  const connection = new AbortController();
  const response = await query("change.onChange", { lastEventId }, { headers, signal: connection.signal });
  const events = readEvents(response);
  const next = async () => (await events.next()).value ?? undefined;
  expect(await next()).toMatchObject({ event: "connected" });
  return { next, close: () => connection.abort(), requestId: response.headers.get("x-request-id") };
}

async function makeSubscriber() {
  const principal = await makePrincipal();
  return { principal, token: await makeAccessToken(principal) };
}

const createToken = (principal: Principal) => callerOf(principal).token.create({ name: "Script", scopes: [SCOPE] });
const failedWith = (data: object) => ({ event: "serialized-error", data: { data } });
const codeOf = (event: StreamEvent | undefined) =>
  (event?.data as { data?: { code?: string } } | undefined)?.data?.code;
const hasSubscribers = ({ userId }: Principal, count: number) =>
  vi.waitFor(() => expect(countSubscribers(userId)).toBe(count), WAIT);

function collectGarbage() {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

describe("change stream", () => {
  it("delivers each change with its number, topic and row id", async () => {
    const { principal, token } = await makeSubscriber();
    const stream = await openStream(token);
    const first = stream.next();
    await hasSubscribers(principal, 1);
    const { id } = await createToken(principal);
    const { createdAt } = await db.change.findFirstOrThrow({ where: { userId: principal.userId } });
    expect(await first).toEqual({ event: "message", id: "1", data: { seq: 1, topic: "token", id, createdAt } });
    await callerOf(principal).token.revoke({ id });
    expect(await stream.next()).toMatchObject({ id: "2", data: { seq: 2, topic: "token", id } });
    stream.close();
    await hasSubscribers(principal, 0);
  });

  it("delivers nothing of another user's", async () => {
    const { principal, token } = await makeSubscriber();
    const other = await makePrincipal();
    const stream = await openStream(token);
    const first = stream.next();
    await hasSubscribers(principal, 1);
    await createToken(other);
    const own = await createToken(principal);
    expect(await first).toMatchObject({ id: "1", data: { id: own.id } });
    stream.close();
  });

  it.each([{ lastEventId: "2" }, { header: "2" }])(
    "%j: resumes with change 3, no change is lost or repeated",
    async (options) => {
      const { principal, token } = await makeSubscriber();
      for (let change = 1; change <= 4; change++) await createToken(principal);
      const stream = await openStream(token, options);
      expect([await stream.next(), await stream.next()]).toMatchObject([{ id: "3" }, { id: "4" }]);
      const fifth = stream.next();
      await hasSubscribers(principal, 1);
      await createToken(principal);
      expect(await fifth).toMatchObject({ id: "5" });
      stream.close();
    },
  );

  it("resumes after 251 changes: read in batches, delivered by number", async () => {
    const { principal, token } = await makeSubscriber();
    const { userId } = principal;
    const seqs = Array.from({ length: 251 }, (_, index) => index + 1);
    await db.change.createMany({ data: seqs.map((seq) => ({ userId, seq, topic: "token", rowId: `row-${seq}` })) });
    await db.user.update({ where: { id: userId }, data: { changeSeq: 251 } });
    const stream = await openStream(token, { lastEventId: "0" });
    const ids: string[] = [];
    while (ids.length < 251) ids.push((await stream.next())?.id ?? "none");
    expect(ids).toEqual(seqs.map(String));
    stream.close();
  });

  it.each(["-1", "1 OR 1=1", "1e3", "99999999999"])("Last-Event-ID %j: BAD_REQUEST", async (header) => {
    const { token } = await makeSubscriber();
    const stream = await openStream(token, { header });
    expect(await stream.next()).toMatchObject(failedWith({ code: "BAD_REQUEST" }));
  });

  it("Last-Event-ID beyond the latest change: the stream begins now", async () => {
    const { principal, token } = await makeSubscriber();
    const stream = await openStream(token, { header: "9999999999" });
    const first = stream.next();
    await hasSubscribers(principal, 1);
    await createToken(principal);
    expect(await first).toMatchObject({ id: "1" });
    stream.close();
  });

  it("credentials in the URL are ignored", async () => {
    const { token } = await makeSubscriber();
    const params = encodeURIComponent(JSON.stringify({ authorization: `Bearer ${token}`, token }));
    for (const extra of [
      "",
      `&token=${token}`,
      `&access_token=${token}`,
      `&authorization=Bearer%20${token}`,
      `&connectionParams=${params}`,
    ]) {
      const path = `/api/trpc/change.onChange?input=${encodeURIComponent('{"json":{}}')}${extra}`;
      const events = readEvents(await send(path));
      await events.next();
      expect((await events.next()).value).toMatchObject(failedWith({ code: "UNAUTHORIZED" }));
    }
  });

  it("a personal token without a topic's scope is refused", async () => {
    const stream = await openStream(await makePersonalToken(await makePrincipal(), SCOPE));
    expect(await stream.next()).toMatchObject(failedWith({ reason: "INSUFFICIENT_SCOPE" }));
  });

  it.each(["revoked", "disabled"])("ends with UNAUTHORIZED once the credential or user is %s", async (end) => {
    const { principal, token } = await makeSubscriber();
    const stream = await openStream(token);
    const first = stream.next();
    await hasSubscribers(principal, 1);
    if (end === "revoked") {
      await db.credential.updateMany({ where: { userId: principal.userId }, data: { revokedAt: new Date() } });
    } else await db.user.update({ where: { id: principal.userId }, data: { disabledAt: new Date() } });
    expect(await first).toMatchObject(failedWith({ code: "UNAUTHORIZED", requestId: stream.requestId }));
    expect(await stream.next()).toBeUndefined();
    await hasSubscribers(principal, 0);
  });

  it("10 streams per user: the next is refused until one is closed", async () => {
    const { principal, token } = await makeSubscriber();
    const streams = await Promise.all(Array.from({ length: 10 }, () => openStream(token)));
    const events = streams.map((stream) => stream.next());
    await hasSubscribers(principal, 10);
    const refused = failedWith({ code: "TOO_MANY_REQUESTS", reason: "TOO_MANY_STREAMS" });
    expect(await (await openStream(token)).next()).toMatchObject(refused);
    await createToken(principal);
    expect((await Promise.all(events)).map((event) => event?.id)).toEqual(Array(10).fill("1"));
    streams[0]?.close();
    await hasSubscribers(principal, 9);
    const again = await openStream(token, { lastEventId: "0" });
    expect(await again.next()).toMatchObject({ id: "1" });
    for (const stream of [...streams, again]) stream.close();
  });

  it("a client disconnect unsubscribes, even after a garbage collection", async () => {
    const { principal, token } = await makeSubscriber();
    const stream = await openStream(token);
    const first = stream.next();
    await hasSubscribers(principal, 1);
    collectGarbage();
    stream.close();
    await hasSubscribers(principal, 0);
    expect(await first).toBeUndefined();
  });

  it("more than 60 new streams per minute are refused", async () => {
    const { token } = await makeSubscriber();
    const codes: (string | undefined)[] = [];
    for (let count = 0; count < 61; count++) {
      const stream = await openStream(token, { lastEventId: "bad" });
      codes.push(codeOf(await stream.next()));
    }
    expect(codes).toEqual([...Array(60).fill("BAD_REQUEST"), "TOO_MANY_REQUESTS"]);
  });

  it("each event is one chunk of the response", async () => {
    const { principal, token } = await makeSubscriber();
    for (const _ of [1, 2]) await createToken(principal);
    const headers = { authorization: `Bearer ${token}` };
    const { body } = await query("change.onChange", { lastEventId: "0" }, { headers });
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    const chunks = [await reader?.read(), await reader?.read(), await reader?.read()].map((it) => it?.value);
    await reader?.cancel();
    expect(chunks).toEqual([
      expect.stringMatching(/^event: connected\ndata: .+\n\n$/),
      expect.stringMatching(/^data: .+\nid: 1\n\n$/),
      expect.stringMatching(/^data: .+\nid: 2\n\n$/),
    ]);
    await hasSubscribers(principal, 0);
  });

  it("a stream without events has a ping every 10 seconds", async () => {
    const { principal, token } = await makeSubscriber();
    const ticks: (() => void)[] = [];
    const schedule = setInterval;
    vi.spyOn(globalThis, "setInterval").mockImplementation(((tick: () => void, ms: number) => {
      if (ms === 10_000) ticks.push(tick);
      return schedule(tick, ms);
    }) as typeof setInterval);
    const headers = { authorization: `Bearer ${token}` };
    const { body } = await query("change.onChange", {}, { headers }).finally(() =>
      vi.mocked(setInterval).mockRestore(),
    );
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    await hasSubscribers(principal, 1);
    for (const tick of ticks) tick();
    expect((await reader?.read())?.value).toBe("event: ping\ndata: \n\n");
    await reader?.cancel();
  });

  it("other methods than GET: 405 with Allow", async () => {
    const { token } = await makeSubscriber();
    const response = await mutate("change.onChange", {}, { headers: { authorization: `Bearer ${token}` } });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, OPTIONS"]);
  });

  it("proxies may neither cache nor compress the response", async () => {
    const { token } = await makeSubscriber();
    const response = await query("change.onChange", {}, { headers: { authorization: `Bearer ${token}` } });
    expect(response.headers.get("cache-control")).toBe("private, no-store, no-transform");
    expect(response.headers.get("x-request-id")).toBeTruthy();
    await response.body?.cancel();
  });
});
