/** Requests byte by byte, as no HTTP client sends them. */
import { connect } from "node:net";

/** Sends `text` on a connection of its own. @returns the response, once the server has closed the connection */
export async function sendRaw(origin: string, text: string): Promise<Response> {
  const { hostname, port } = new URL(origin);
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), hostname === "localhost" ? "127.0.0.1" : hostname, () => socket.write(text));
    socket.on("data", (chunk) => chunks.push(chunk)).on("close", () => resolve());
    socket.on("error", reject);
  });
  const [head = "", body = ""] = Buffer.concat(chunks)
    .toString()
    .split(/\r\n\r\n(.*)/s);
  const [line = "", ...lines] = head.split("\r\n");
  const headers = new Headers(lines.map((it) => it.split(/: (.*)/s).slice(0, 2) as [string, string]));
  const isChunked = headers.get("transfer-encoding") === "chunked";
  const content = isChunked ? body.replaceAll(/(^|\r\n)[0-9a-f]+\r\n/g, "").replace(/\r\n$/, "") : body;
  const status = Number(line.split(" ")[1]);
  return new Response(status === 204 ? null : content, { status, headers });
}

/** The lines of a request that closes its connection. */
export const rawRequest = (line: string, headers: readonly string[] = ["Host: localhost"], body = "") =>
  `${[`${line} HTTP/1.1`, ...headers, "Connection: close"].join("\r\n")}\r\n\r\n${body}`;
