import { ExperimentSection } from "../experiment-section";
import { P } from "../paragraph";
import { Sequence } from "../sequence";

export function OutsideServices() {
  return (
    <>
      <P>
        Servers ask other servers, too. This one asks a carrier for shipping rates, and the carrier can be slow, be down
        or answer nonsense. All such calls go through one client, which limits what a stranger's trouble may cost our
        page. The demo carrier (<code>SHIPPING_URL=demo</code>) misbehaves on some postal codes, as card numbers for
        tests do.
      </P>
      <P>
        A failure that may pass is worth another try: a broken connection, a try that takes too long, a status of 408,
        429, or 500 and above. Only requests that may safely arrive twice are repeated, at most two times, each after a
        longer and slightly random wait.
      </P>
      <Sequence
        actors={["Page", "Server", "Carrier"]}
        messages={[
          { from: 0, to: 1, text: "GET shipping-rates" },
          { from: 1, to: 2, text: "first try" },
          { from: 2, to: 1, text: "503", kind: "bad" },
          { from: 1, to: 1, text: "a short wait" },
          { from: 1, to: 2, text: "second try" },
          { from: 2, to: 1, text: "503 again", kind: "bad" },
          { from: 1, to: 1, text: "a longer wait" },
          { from: 1, to: 2, text: "third try" },
          { from: 2, to: 1, text: "200, rates", kind: "back" },
          { from: 1, to: 0, text: "200, rates", kind: "back" },
        ]}
        caption="The page sends one request, and the server up to three. One deadline ends them all."
      />
      <ExperimentSection chapter="outside-services" id="retries" />
      <P>
        Retries alone would let a page wait forever. A try has 0.8 seconds, and the call 2 seconds with all of its tries
        and waits. The answer is parsed by a schema, like any input from outside. If the call fails, the page gets 503
        with a reason and <code>Retry-After</code>; the cause is only in the log.
      </P>
      <ExperimentSection chapter="outside-services" id="deadline" />
      <P>
        A service that is down needs fewer requests, not more. After five failed tries in a row a circuit breaker opens:
        calls fail at once and without a request. After five seconds one call is let through as a probe, and its outcome
        decides.
      </P>
      <ExperimentSection chapter="outside-services" id="circuit-breaker" />
    </>
  );
}
