/** Sends requests over a fixed number of kept connections, each as soon as the previous one is answered. */
import { Agent, request } from "node:http";

export type Call = {
  path: string;
  method?: "GET" | "POST" | "DELETE";
  headers?: Record<string, string>;
  body?: unknown;
};
export type Answer = { bytes: number; text: string };
export type Send = (call: Call) => Promise<Answer>;
/** One unit of work: a request, or several that belong together. @returns the bytes received */
export type Work = (send: Send, turn: number) => Promise<number>;

let turns = 0;

function sender(origin: string, agent: Agent): Send {
  const { hostname, port } = new URL(origin);
  return ({ path, method = "GET", headers, body }) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const sent =
        text === undefined
          ? headers
          : { ...headers, "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) };
      const call = request({ agent, hostname, port, path, method, headers: sent }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk)).on("error", reject);
        response.on("end", () => {
          const received = Buffer.concat(chunks);
          const { statusCode = 0 } = response;
          if (statusCode >= 200 && statusCode < 300) resolve({ bytes: received.length, text: received.toString() });
          else
            reject(
              new Error(`${method} ${path} was answered with ${statusCode}: ${received.toString().slice(0, 500)}`),
            );
        });
      });
      call.on("error", reject).end(text);
    });
}

/** What one unit of work receives: the text of each answer. */
export async function receive(origin: string, work: Work, turn: number): Promise<string[]> {
  const agent = new Agent();
  const send = sender(origin, agent);
  const texts: string[] = [];
  const keep: Send = async (call) => {
    const answer = await send(call);
    texts.push(answer.text);
    return answer;
  };
  await work(keep, turn).finally(() => agent.destroy());
  return texts;
}

/** @param until for how long: at least so many ms, and at least so many units */
export async function load(origin: string, work: Work, connections: number, until: { ms?: number; units?: number }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = sender(origin, agent);
  const latencies: number[] = [];
  const start = performance.now();
  let [begun, bytes] = [0, 0];
  const { ms = 0, units = 0 } = until;
  const goesOn = () => begun < units || performance.now() - start < ms;
  const connection = async () => {
    while (goesOn()) {
      begun++;
      const sent = performance.now();
      const received = await work(send, turns++);
      bytes += received;
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection)).finally(() => agent.destroy());
  return { latencies, bytes: Math.round(bytes / latencies.length), seconds: (performance.now() - start) / 1000 };
}
