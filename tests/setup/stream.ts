/** A change stream as a client reads it (server-sent events). */
import superjson, { type SuperJSONResult } from "superjson";
import { expect } from "vitest";

export type StreamEvent = { event: string; id?: string; data: unknown };

const parse = (event: string, text: string): unknown => {
  if (!text) return undefined;
  const json: unknown = JSON.parse(text);
  return event === "connected" ? json : superjson.deserialize(json as SuperJSONResult);
};

/** The events of a stream one by one, without its pings. Leaving the loop closes the connection. */
export async function* readEvents(response: Response): AsyncGenerator<StreamEvent, void> {
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const body = response.body?.pipeThrough(new TextDecoderStream());
  let rest = "";
  for await (const chunk of body ?? []) {
    const blocks = (rest + chunk).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks.filter((it) => it.trim())) {
      const fields = Object.fromEntries(
        block
          .trim()
          .split("\n")
          .map((line) => line.split(/: ?(.*)/s).slice(0, 2)),
      );
      const { event = "message", id, data = "" } = fields as Record<string, string | undefined>;
      if (event !== "ping") yield { event, id, data: parse(event, data) };
    }
  }
}
