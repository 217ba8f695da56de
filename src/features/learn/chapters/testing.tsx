import { Link } from "@/components/link";
import { ExperimentSection } from "../experiment-section";
import { P } from "../paragraph";
import { TestsPicture } from "../tests-picture";

export function Testing() {
  return (
    <>
      <P>
        Two halves come apart where nobody looks: at a renamed field, a forgotten header, another status. Contract tests
        look there. For each operation they send requests of every kind of caller, and random ones, and hold status and
        body to the OpenAPI document, errors included.
      </P>
      <ExperimentSection chapter="testing" id="contract-test" />
      <P>
        Nothing is mocked in between: requests go to the real handlers, and these to a real PostgreSQL. The document is
        in the repository, and a test fails if it is stale. So each change of{" "}
        <Link href="/learn/contract">the contract</Link> is a change that a reviewer sees.
      </P>
      <TestsPicture />
      <P>
        Some faults only show from outside, such as a wrong URL, a missing header or an origin that isn't listed. So
        user stories run on the production build in a real browser: sign up, place an order, cancel it, and read what
        the page says.
      </P>
      <ExperimentSection chapter="testing" id="only-from-outside" />
      <P>
        <code>npm test</code> runs all of it, and CI runs that command on every pull request. The experiments of these
        chapters are tests like the others: each claim is checked over HTTP and in a browser.
      </P>
      <P>
        What next? The <Link href="/docs">API docs</Link> list every operation, with a form that calls it. In the
        repository, <code>README.md</code> follows one click through the files and shows how to add a resource, and{" "}
        <code>AGENTS.md</code> has the rules of the code. Or begin with a file that an excerpt here has named.
      </P>
    </>
  );
}
