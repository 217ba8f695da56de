import { Link } from "@/components/link";
import { ContractPicture } from "../contract-picture";
import { ExperimentSection } from "../experiment-section";
import { P } from "../paragraph";

export function Contract() {
  return (
    <>
      <P>
        Browser and server are separate programs, so both must agree on the shape of what travels: which paths there
        are, which fields, of which types. In this app the agreement is written once, as schemas in{" "}
        <code>src/domain</code> and procedures that use them.
      </P>
      <ContractPicture />
      <P>
        OpenAPI is a format for such an agreement, which other programs can read. The document of this API is made from
        the procedures and served at <code>/api/v1/openapi.json</code>; <Link href="/docs">the API docs</Link> are one
        view of it. A request with a field that it doesn't have is refused by name, because a misspelled field would
        otherwise be ignored.
      </P>
      <ExperimentSection chapter="contract" id="an-unknown-field" />
      <P>
        The agreement holds for responses, too. The result of a procedure is parsed by its output schema before it
        leaves, so that a new column of a table stays inside until somebody adds it there.
      </P>
      <ExperimentSection chapter="contract" id="fields-of-the-response" />
      <P>
        In the browser, this app has no code of the server, only the type of its router. If a procedure or a field is
        renamed, the type check names each page that still uses the old name, before the app is built. Clients of others
        have types generated from the document, and a change that would break them needs a new major version.
      </P>
      <ExperimentSection chapter="contract" id="a-wrong-name" />
    </>
  );
}
