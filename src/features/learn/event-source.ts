import type { Answer, StreamEvent } from "./experiment";
import type { OpenStream } from "./run-experiment";

/** The events of a server-sent stream as they arrive (HTML, 9.2). */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = block.split("\n").map((line) => /^(\w+): ?(.*)$/.exec(line));
      const fieldOf = (name: string) => fields.flatMap((it) => (it?.[1] === name ? [it[2]] : [])).join("\n");
      const [type, data, id] = [fieldOf("event") || "message", fieldOf("data"), fieldOf("id")];
      if (data || fieldOf("event")) yield { type, data, ...(id && { id }) };
    }
  }
}

/** Milliseconds to wait for the events that an experiment expects. */
const WAIT_MS = 10_000;

/** Collects the events of a response, from the first one on. @param abort ends it */
export async function collectEvents(
  response: Response,
  begin: Pick<Answer, "status" | "headers" | "start" | "url">,
  abort: AbortController,
): Promise<OpenStream> {
  const events: StreamEvent[] = [];
  let wake = () => {};
  let isOver = false;
  const reading = (async () => {
    for await (const event of readEvents(response.body ?? new Blob().stream())) {
      events.push(event);
      wake();
    }
  })()
    .catch(() => {}) // aborted below, or the connection ended
    .finally(() => {
      isOver = true;
      wake();
    });
  async function until(count: number) {
    const timer = setTimeout(() => abort.abort(), WAIT_MS);
    while (events.length < count && !isOver) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    clearTimeout(timer);
  }
  await until(1);
  return {
    async finish(count) {
      await until(count);
      abort.abort();
      await reading;
      return { ...begin, outcome: "answered", body: "", ms: performance.now() - begin.start, events: [...events] };
    },
    close: () => abort.abort(),
  };
}
