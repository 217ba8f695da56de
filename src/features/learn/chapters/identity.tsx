import { Link } from "@/components/link";
import { CredentialsPicture } from "../credentials-picture";
import { ExperimentSection } from "../experiment-section";
import { P } from "../paragraph";

export function Identity() {
  return (
    <>
      <P>
        Each request comes alone. The server does not remember your browser from the one before, so every request has to
        say again who sends it: by a <b>cookie</b>, or by a token in the header <code>Authorization: Bearer</code>.
        Without either, the caller is nobody.
      </P>
      <P>
        The server sets the cookie when you sign in. From then on the browser adds it to each request to this origin by
        itself, and no script can read it. A token is returned by a login instead: the client keeps it, and the client's
        own code attaches it to each call.
      </P>
      <CredentialsPicture />
      <P>
        All of them end in one function. It checks that this server has issued the credential, finds the row that it
        names and loads the user. If anything is wrong, the caller is nobody as well, and whatever needs a user answers{" "}
        <b>401</b>.
      </P>
      <ExperimentSection chapter="identity" id="five-callers" />
      <P>
        A signature alone would make every copy of a token valid until it expires. That is why the row has the last
        word: logging out revokes it, and all copies of the cookie or token end with it.
      </P>
      <ExperimentSection chapter="identity" id="after-logout" />
      <P>
        A cookie suits a web app whose pages come from one origin, as here: there is nothing to store, and nothing that
        a script could read. Because it is sent by itself, <Link href="/learn/csrf">other sites may try to use it</Link>
        . Tokens suit apps on other hosts, phones, scripts and partners, and a personal token can be limited to a few
        permissions.
      </P>
      <ExperimentSection chapter="identity" id="personal-token" />
    </>
  );
}
