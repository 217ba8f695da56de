import { Link } from "@/components/link";
import { ExperimentSection } from "../experiment-section";
import { P } from "../paragraph";
import { Sequence } from "../sequence";

export function Push() {
  return (
    <>
      <P>
        An answer follows a request, so a server can't speak first. To learn of changes that they did not make, pages
        use WebSockets or server-sent events. This app has the second: one answer that stays open, with a method, a URL
        and a credential like any other.
      </P>
      <Sequence
        actors={["Page", "Server", "Elsewhere"]}
        messages={[
          { from: 0, to: 1, text: "GET change.onChange" },
          { from: 1, to: 0, text: "200, and no end", kind: "back" },
          { from: 2, to: 1, text: "DELETE the order" },
          { from: 1, to: 2, text: "200, CANCELLED", kind: "back" },
          { from: 1, to: 0, text: "event 9: order", kind: "back" },
          { from: 0, to: 1, text: "GET the order" },
          { from: 1, to: 0, text: "200, CANCELLED", kind: "back" },
        ]}
        caption="A script, another tab or another device cancels an order. The page gets the event in the answer that is still open."
      />
      <P>
        An event says that a row has changed: its topic, its id and a number. For the row as it is now, the page asks by
        an ordinary request, with <Link href="/learn/request-path">all of its checks</Link>. So the stream is no way
        around them.
      </P>
      <ExperimentSection chapter="push" id="an-event" />
      <P>
        A stream of somebody else's changes doesn't exist. The server takes the user from the credential, and the stream
        ends as soon as that credential does. A user may have ten streams in one server process; a browser needs one,
        and shares its events among all tabs.
      </P>
      <ExperimentSection chapter="push" id="somebody-elses" />
      <P>
        Connections break, and a client that comes back sends the number of the last event that it has seen. Refusals
        look different here: the status is sent before the first event, so it is 200, and the error comes as the last
        event of the stream.
      </P>
      <ExperimentSection chapter="push" id="resume" />
    </>
  );
}
