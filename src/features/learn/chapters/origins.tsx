import { Link } from "@/components/link";
import { ExperimentSection } from "../experiment-section";
import { OriginsPicture } from "../origins-picture";
import { P } from "../paragraph";
import { Sequence } from "../sequence";

export function Origins() {
  return (
    <>
      <P>
        The origin of a page is the scheme, the host and the port of its address. The pages of this app and its API have
        one origin, so they need no permission to talk. A frontend on a second host is another origin, even if both
        hosts are yours.
      </P>
      <OriginsPicture />
      <P>
        A script may send requests to other origins, but the browser withholds the response from it unless the server
        allows that in a header, <code>Access-Control-Allow-Origin</code> (CORS). This server keeps an explicit list of
        origins, <code>CORS_ORIGINS</code>, and names an origin in that header only if it is on the list. A sandboxed
        frame has the origin <code>null</code>, which no list contains.
      </P>
      <ExperimentSection chapter="origins" id="withheld" />
      <P>
        The request of the frame was not stopped: the server answered it and counted it, and only the script came away
        with nothing. So CORS keeps other pages from reading what you may read. It doesn't protect the server, since
        programs outside of browsers send no <code>Origin</code> at all; that is the subject of{" "}
        <Link href="/learn/never-trust">a later chapter</Link>.
      </P>
      <P>
        Before a request that a form could not send, such as a DELETE, or one with a token or JSON, the browser asks for
        permission with a <b>preflight</b> request. For a listed origin the answer is 204, which browsers remember for
        10 minutes. For any other it is 403, and the request itself is never sent.
      </P>
      <Sequence
        actors={["Frame", "Browser", "Server"]}
        messages={[
          { from: 0, to: 1, text: "fetch: DELETE" },
          { from: 1, to: 2, text: "OPTIONS, Origin: null" },
          { from: 2, to: 1, text: "403 CORS_REFUSED", kind: "back" },
          { from: 1, to: 2, text: "DELETE", kind: "stopped" },
          { from: 1, to: 0, text: "TypeError", kind: "bad" },
        ]}
        caption="A refused preflight. The script learns only that its fetch has failed."
      />
      <ExperimentSection chapter="origins" id="preflight" />
      <P>
        In development the list has one entry, <code>http://localhost:4001</code>. The command{" "}
        <code>npm run partner</code> serves a page there, which signs in and cancels orders through this API. Its
        requests carry a token, never a cookie: the server removes cookies that come with a foreign <code>Origin</code>.
      </P>
    </>
  );
}
