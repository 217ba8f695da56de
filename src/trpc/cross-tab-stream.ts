import { followOrders, type OrderChange } from "./change-stream";

/**
 * One live stream a browser, however many tabs: over HTTP/1.1 a browser keeps six connections to a host, and a stream in
 * each tab would leave none for the seventh. The tab that holds the lock has the stream and tells the others; when it
 * goes, the next one gets the lock, and goes on after the last number that it has heard.
 */
type Message = { change: OrderChange } | { joined: true } | { latest: number } | { signedOut: true };

type Handlers = {
  onChange: (change: OrderChange) => void;
  /** Something has changed that this tab was not told of, since it came late. */
  onMissed: () => void;
  onSignedOut: () => void;
};

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Follows the orders of a viewer together with the other tabs.
 * @param viewer their id, and the number of the latest event that the page has shown
 * @returns how to stop
 */
export function subscribeAcrossTabs(viewer: { id: string; eventSeq: number }, handlers: Handlers): () => void {
  const name = `roundtrip.live.${viewer.id}`;
  let latest = viewer.eventSeq;
  let stop = start();

  function start() {
    const end = new AbortController();
    const channel = new BroadcastChannel(name);
    const say = (message: Message) => channel.postMessage(message);
    let isLeading = false;

    function hear(change: OrderChange) {
      if (change.seq <= latest) return;
      latest = change.seq;
      handlers.onChange(change);
    }

    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if ("change" in data) hear(data.change);
      else if ("signedOut" in data) handlers.onSignedOut();
      else if ("joined" in data && isLeading) say({ latest });
      else if ("latest" in data && data.latest > latest) {
        latest = data.latest;
        handlers.onMissed();
      }
    };
    say({ joined: true });

    function lead(turn: AbortSignal): Promise<void> {
      isLeading = true;
      return new Promise((resolve) => {
        let hangUp = () => {};
        let timer: ReturnType<typeof setTimeout> | undefined;
        let pause = FIRST_PAUSE_MS;
        const open = () => {
          hangUp = followOrders(latest, {
            onChange(change) {
              pause = FIRST_PAUSE_MS;
              say({ change });
              hear(change);
            },
            onEnd(code) {
              if (turn.aborted) return;
              if (code === "UNAUTHORIZED") {
                say({ signedOut: true });
                return handlers.onSignedOut();
              }
              timer = setTimeout(open, code ? pause : 0); // without a code, it was the server's time to end
              if (code) pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
            },
          });
        };
        turn.addEventListener("abort", () => {
          isLeading = false;
          clearTimeout(timer);
          hangUp();
          resolve();
        });
        open();
      });
    }

    takeTurns(name, end.signal, lead);
    return () => {
      end.abort();
      channel.close();
    };
  }

  // A page that is left may be kept, and shown again by the back button: meanwhile it must not hold the stream.
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

/** Calls `lead` once no other tab does. On a page that came by plain http there are no locks: there, a tab leads while it is seen. */
function takeTurns(name: string, end: AbortSignal, lead: Lead) {
  if (navigator.locks) {
    navigator.locks.request(name, { signal: end }, () => lead(end)).catch(() => {}); // it was our own wish to stop
    return;
  }
  let turn: AbortController | undefined;
  const look = () => {
    turn?.abort();
    turn = undefined;
    if (end.aborted || document.visibilityState === "hidden") return;
    turn = new AbortController();
    lead(turn.signal);
  };
  document.addEventListener("visibilitychange", look, { signal: end });
  end.addEventListener("abort", look);
  look();
}
