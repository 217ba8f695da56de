import { Link } from "@/components/link";
import { ExperimentSection } from "../experiment-section";
import { P } from "../paragraph";
import { StatesPicture } from "../states-picture";

export function ThreeStates() {
  return (
    <>
      <P>
        Between a request and its answer there is time, and the answer may be a refusal, or never come. Each request of
        a page is therefore in one of three states: <b>loading</b>, <b>success</b> or <b>error</b>. A page needs a
        picture for all three.
      </P>
      <StatesPicture />
      <P>
        Never assume success. For <code>fetch</code>, a 404 or a 500 is an answer as good as a 200, so code has to check
        the status before it reads the body as data. Every error of this app has one shape, over REST and over{" "}
        <Link href="/learn/rest-and-rpc">tRPC</Link>: a <code>code</code> for programs, a <code>message</code> for
        people.
      </P>
      <ExperimentSection chapter="three-states" id="one-shape" />
      <P>
        The code separates what needs different reactions. <code>UNAUTHORIZED</code> leads to the sign-in page,{" "}
        <code>NOT_FOUND</code> to a page that says so, and reads that fail with a 500 or 503 are tried again. Of a fault
        of the server a caller gets a general message only; the cause is in the log.
      </P>
      <P>
        A slow network is the hardest case, because waiting has no status. The page has to decide how long it waits. To
        read again does no harm. A write without an answer may have been done, so the page asks first, or{" "}
        <Link href="/learn/writing-once">sends a key</Link> with which it may repeat it.
      </P>
      <ExperimentSection chapter="three-states" id="slow-network" />
    </>
  );
}
