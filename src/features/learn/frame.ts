import type { Answer } from "./experiment";
import type { SentRequest } from "./run-experiment";

type FrameAnswer = Pick<Answer, "outcome" | "status" | "headers" | "body">;

/** Milliseconds until a frame without an answer counts as blocked. */
const WAIT_MS = 10_000;

/** The frame's script: sends what it is given, and returns what a page of its origin sees. */
const SCRIPT = `
addEventListener("message", async ({ data: { url, init }, ports: [port] }) => {
  try {
    const response = await fetch(url, init);
    const body = await response.text();
    port.postMessage({ outcome: "answered", status: response.status, headers: [...response.headers], body });
  } catch {
    port.postMessage({ outcome: "blocked", headers: [], body: "" });
  }
});
parent.postMessage("ready", "*");`;

/** Sends a request from a sandboxed frame: its origin is opaque, so it is another site for server and browser. */
export async function sendFromFrame({ as, method, headers, body }: SentRequest, url: string): Promise<FrameAnswer> {
  const frame = document.createElement("iframe");
  const { port1, port2 } = new MessageChannel();
  // The frame inherits the policy of the page, where scripts need its nonce.
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
  frame.setAttribute("sandbox", "allow-scripts");
  frame.hidden = true;
  frame.srcdoc = `<script nonce="${nonce}">${SCRIPT}</script>`;
  const done = new AbortController();
  try {
    return await new Promise((resolve) => {
      const blocked: FrameAnswer = { outcome: "blocked", headers: [], body: "" };
      const timer = setTimeout(() => resolve(blocked), WAIT_MS);
      port1.onmessage = ({ data }) => {
        clearTimeout(timer);
        resolve(data as FrameAnswer);
      };
      const init = { method, headers, body, credentials: as === "you" ? "include" : "omit", cache: "no-store" };
      const onReady = ({ source }: MessageEvent) => {
        if (source === frame.contentWindow) frame.contentWindow?.postMessage({ url, init }, "*", [port2]);
      };
      addEventListener("message", onReady, { signal: done.signal });
      document.body.append(frame);
    });
  } finally {
    done.abort();
    frame.remove();
    port1.close();
  }
}
