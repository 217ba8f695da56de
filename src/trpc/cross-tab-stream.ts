import type { Change } from "@/domain/change.schema";
import { product } from "@/product";
import { followStream } from "./change-stream";

/**
 * One change stream per browser, for all tabs: over HTTP/1.1 a browser opens six connections to a host, and a stream in
 * each tab would leave none for the seventh. The tab that holds the lock has the stream and forwards its changes; when
 * it closes, the next tab gets the lock and resumes after the last number that it received.
 */
type Message = { change: Change } | { joined: true } | { latest: number } | { signedOut: true };

type Handlers = {
  onChange: (change: Change) => void;
  /** There were changes that this tab did not receive: it joined late, or was away for longer than the server keeps them. */
  onMissed: () => void;
  onSignedOut: () => void;
};

/**
 * Subscribes to the changes of the viewer together with the other tabs.
 * @param viewer the id, and the number of the latest change that the page has shown
 * @returns a function that unsubscribes
 */
export function subscribeAcrossTabs(viewer: { id: string; changeSeq: number }, handlers: Handlers): () => void {
  const name = `${product.slug}.changes.${viewer.id}`;
  let latest = viewer.changeSeq;
  let stop = start();

  function start() {
    const end = new AbortController();
    const channel = new BroadcastChannel(name);
    const send = (message: Message) => channel.postMessage(message);
    let isLeader = false;

    function receive(change: Change) {
      if (change.seq <= latest) return;
      latest = change.seq;
      handlers.onChange(change);
    }

    function skipTo(seq: number) {
      if (seq <= latest) return;
      latest = seq;
      handlers.onMissed();
    }

    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if ("change" in data) receive(data.change);
      else if ("signedOut" in data) handlers.onSignedOut();
      else if ("joined" in data && isLeader) send({ latest });
      else if ("latest" in data) skipTo(data.latest);
    };
    send({ joined: true });

    function lead(turn: AbortSignal): Promise<void> {
      isLeader = true;
      return new Promise((resolve) => {
        const unsubscribe = followStream(() => latest, {
          onChange(change) {
            send({ change });
            receive(change);
          },
          onGap(seq) {
            send({ latest: seq });
            skipTo(seq);
          },
          onSignedOut() {
            send({ signedOut: true });
            handlers.onSignedOut();
          },
        });
        turn.addEventListener("abort", () => {
          isLeader = false;
          unsubscribe();
          resolve();
        });
      });
    }

    takeTurns(name, end.signal, lead);
    return () => {
      end.abort();
      channel.close();
    };
  }

  // A page in the back/forward cache must not hold the stream.
  const onHide = () => stop();
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) stop = start();
  };
  window.addEventListener("pagehide", onHide);
  window.addEventListener("pageshow", onShow);
  return () => {
    window.removeEventListener("pagehide", onHide);
    window.removeEventListener("pageshow", onShow);
    stop();
  };
}

type Lead = (turn: AbortSignal) => Promise<void>;

/** Calls `lead` once no other tab leads. Plain-http pages have no Web Locks: there, each visible tab leads. */
function takeTurns(name: string, end: AbortSignal, lead: Lead) {
  if (navigator.locks) {
    navigator.locks.request(name, { signal: end }, () => lead(end)).catch(() => {}); // aborted by `end`
    return;
  }
  let turn: AbortController | undefined;
  const update = () => {
    turn?.abort();
    turn = undefined;
    if (end.aborted || document.visibilityState === "hidden") return;
    turn = new AbortController();
    lead(turn.signal);
  };
  document.addEventListener("visibilitychange", update, { signal: end });
  end.addEventListener("abort", update);
  update();
}
