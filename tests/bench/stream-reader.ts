/**
 * A process that opens streams for realtime.ts and reports each event, so that neither those who write nor the server wait for
 * it. Times are in ms since 1970, which all processes of the machine share.
 */
import { Agent, request } from "node:http";

export type Streams = { origin: string; tokens: [owner: string, token: string][] };
export type Report = "opened" | { owner: string; at: number };

const OPENED_AT_ONCE = 50;
const path = `/api/trpc/change.onChange?input=${encodeURIComponent(JSON.stringify({ json: { lastEventId: "0" } }))}`;
const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
const report = (it: Report) => process.send?.(it);

/** Resolves when the server has confirmed the stream. */
const open = (origin: string, owner: string, token: string) =>
  new Promise<void>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const call = request(new URL(path, origin), { agent, headers }, (response) => {
      response.setEncoding("utf8").on("data", (text: string) => {
        if (text.includes("event: connected")) resolve();
        if (text.includes("serialized-error")) reject(new Error(text));
        if (text.includes('"topic"')) report({ owner, at: performance.timeOrigin + performance.now() });
      });
    });
    call.on("error", reject).end();
  });

process.on("message", async ({ origin, tokens }: Streams) => {
  for (let start = 0; start < tokens.length; start += OPENED_AT_ONCE) {
    const some = tokens.slice(start, start + OPENED_AT_ONCE);
    await Promise.all(some.map(([owner, token]) => open(origin, owner, token)));
  }
  report("opened");
});
process.on("disconnect", () => process.exit());
