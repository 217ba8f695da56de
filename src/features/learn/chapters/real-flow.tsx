import { Link } from "@/components/link";
import { ExperimentSection } from "../experiment-section";
import { P } from "../paragraph";
import { Sequence } from "../sequence";

export function RealFlow() {
  return (
    <>
      <P>
        Log in, look at my orders, cancel one, look again. Below, a script does so with a token; the pages of this shop
        do it <Link href="/learn/identity">with a cookie</Link>. Either way, it consists of requests and their answers,
        and of nothing in between.
      </P>
      <Sequence
        actors={["Browser", "Server", "Database"]}
        messages={[
          { from: 0, to: 1, text: "POST /login" },
          { from: 1, to: 2, text: "password hash?" },
          { from: 1, to: 0, text: "200, a token", kind: "back" },
          { from: 0, to: 1, text: "GET /orders, the token" },
          { from: 1, to: 2, text: "whose token? which orders?" },
          { from: 1, to: 0, text: "200, a list", kind: "back" },
          { from: 0, to: 1, text: "DELETE /orders/{id}, the token" },
          { from: 1, to: 2, text: "whose order? update it" },
          { from: 1, to: 0, text: "200, CANCELLED", kind: "back" },
          { from: 0, to: 0, text: "shows it in the list" },
        ]}
        caption="Three steps, three requests. Each of the last two brings its token along."
      />
      <P>
        Logging in posts the credentials, and a token comes back. “My orders” is a GET with that token: the server
        verifies it and loads the rows of its user, and the page renders them. “Cancel” is a DELETE with the same token:
        the server checks whose order it is, updates the row and returns the order as it is now.
      </P>
      <P>
        Then the page has to catch up, for its list is only a copy. A script fetches the list again. The page of this
        app shows the order as cancelled at once, puts the server's answer in its place, and goes back if the server
        refuses.
      </P>
      <ExperimentSection chapter="real-flow" id="cancel-story" />
      <P>
        Each step is one request and one response, and the server judges it alone. It does not matter whether a button
        was there to press or a list was read before: credential, owner and rule are{" "}
        <Link href="/learn/never-trust">checked every time</Link>.
      </P>
      <ExperimentSection chapter="real-flow" id="skipped-steps" />
      <P>
        The server never begins. When the shop packs your order, no request is under way that could carry the news. A
        page has to ask again, or to open a <Link href="/learn/push">stream of server-sent events</Link> or a WebSocket
        before.
      </P>
      <ExperimentSection chapter="real-flow" id="two-devices" />
    </>
  );
}
