import { ExperimentSection } from "../experiment-section";
import { LimitPicture } from "../limit-picture";
import { P } from "../paragraph";

export function Limits() {
  return (
    <>
      <P>
        Each call costs the server a statement, a connection and time. A caller may make 300 reads and 60 writes a
        minute here; the next one is answered with <b>429</b>. A limit protects everyone else, and it makes guessing
        slow.
      </P>
      <LimitPicture />
      <P>
        Calls are counted by personal token, else by user, else by network address. Each answer has the state of its
        limit in the headers <code>RateLimit</code> and <code>RateLimit-Policy</code>, and a 429 says in{" "}
        <code>Retry-After</code> how many seconds to wait. A client that reads them never has to guess.
      </P>
      <ExperimentSection chapter="limits" id="too-many" />
      <P>
        One request of tRPC can carry several calls. They are counted one by one, or a batch would be a way around the
        limit.
      </P>
      <ExperimentSection chapter="limits" id="batches" />
      <P>
        Size has a limit as well: 64 KB for the body of a call, 20 calls in a batch, 100 rows on a page, 50 products in
        an order. Without them, one request could cost as much as thousands.
      </P>
      <ExperimentSection chapter="limits" id="size" />
    </>
  );
}
