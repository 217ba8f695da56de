import { Link } from "@/components/link";
import { ExperimentSection } from "../experiment-section";
import { P } from "../paragraph";
import { Sequence } from "../sequence";

export function Csrf() {
  return (
    <>
      <P>
        A browser adds cookies by itself, whichever page causes the request. If a page of another site could make it
        send “cancel this order”, the server would see your cookie and take the request for yours. That is cross-site
        request forgery. The attacker needs no answer, only the effect.
      </P>
      <Sequence
        actors={["Other site", "Your browser", "Server"]}
        messages={[
          { from: 0, to: 1, text: "DELETE, or JSON" },
          { from: 1, to: 2, text: "OPTIONS: may it?" },
          { from: 2, to: 1, text: "403: not listed", kind: "bad" },
          { from: 0, to: 1, text: "a form" },
          { from: 1, to: 2, text: "POST without a cookie" },
          { from: 2, to: 1, text: "415: no JSON", kind: "bad" },
          { from: 0, to: 1, text: "from a sibling host" },
          { from: 1, to: 2, text: "POST with your cookie" },
          { from: 2, to: 1, text: "403 CROSS_SITE", kind: "bad" },
        ]}
        caption="Three ways in from another site, and what stops each."
      />
      <P>
        The session cookie is <code>SameSite=Lax</code>, so the browser leaves it out of what another site sends in the
        background. Before a request that no form could send, it asks the server first, and only{" "}
        <Link href="/learn/origins">listed origins</Link> get a yes. The experiment sends from a sandboxed frame, which
        has an origin of its own, as another site does.
      </P>
      <ExperimentSection chapter="csrf" id="another-site" />
      <P>
        Some writes come with the cookie after all, as from another host of the same site. For these the guard reads two
        headers that no script can set, <code>Sec-Fetch-Site</code> and <code>Origin</code>: a write with a cookie has
        to come from a page of this origin, or it is 403. And because a form needs no permission, the API takes no
        content type that a form can send.
      </P>
      <ExperimentSection chapter="csrf" id="content-types" />
      <P>
        A token in <code>Authorization</code> is different: the code of a page attaches it, never the browser. Nobody
        can make your browser add it, so the guard lets such requests pass, and cookies beside a token are not read.
      </P>
      <ExperimentSection chapter="csrf" id="tokens" />
      <P>
        Signing in needs the same care, though nobody has a cookie yet. A page that signs your browser in to the
        attacker's account could watch what you do there: login CSRF. The endpoint that sets the cookie therefore checks
        every write for its origin, with a cookie or without, and next-auth asks for a token of its form as well.
      </P>
    </>
  );
}
