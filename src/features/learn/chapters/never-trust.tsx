import { Link } from "@/components/link";
import { ClaimsPicture } from "../claims-picture";
import { ExperimentSection } from "../experiment-section";
import { P } from "../paragraph";

export function NeverTrust() {
  return (
    <>
      <P>
        A request is text, and anyone can write it: in the developer tools of a browser, in a script, or in the editor
        below each answer on this page. The server cannot tell whether its own page has sent it. So it checks three
        things every time: <b>identity</b>, <b>ownership</b> and <b>input</b>.
      </P>
      <ClaimsPicture />
      <P>
        <Link href="/learn/identity">Identity</Link> says who is asking, not what is theirs. For that, each operation on
        one order loads it by its id and its owner in one statement. A stranger's order is then not found, exactly like
        one that does not exist.
      </P>
      <ExperimentSection chapter="never-trust" id="a-strangers-order" />
      <P>
        Input is checked field by field against a schema. The form for your name checks the same schema in the browser,
        to show a mistake at once; the server checks again, because a request need not come from the form. It cleans as
        well: spaces around a text go, control characters are refused, and what people write in questions is shown by an
        allow-list of Markdown, never as HTML.
      </P>
      <ExperimentSection chapter="never-trust" id="a-forged-role" />
      <P>
        Nothing that is worth money or power is in a schema. The price is read from the product, the role from the user,
        and the owner of a new order is the user of the credential.
      </P>
      <ExperimentSection chapter="never-trust" id="a-forged-price" />
      <P>
        No single check has to be perfect: the guard refuses <Link href="/learn/csrf">requests of other sites</Link>,
        and <Link href="/learn/limits">limits</Link> slow down guessing. Refusals that look like an attack are written
        to the log with the client's address: a miss of ownership, a role, a token or a password that was refused.
        Patterns show there.
      </P>
    </>
  );
}
