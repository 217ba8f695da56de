import { Link } from "@/components/link";
import { ExperimentSection } from "../experiment-section";
import { P } from "../paragraph";
import { PathPicture } from "../path-picture";

export function RequestPath() {
  return (
    <>
      <P>
        On its way to the data, a request passes five stations, always in the same order. Each of them passes it on or
        refuses it. A refusal is an answer, too, and its status says which kind of check has failed.
      </P>
      <PathPicture />
      <P>
        <b>Middleware</b> runs before any handler, whatever the request is about. The guard checks what needs no caller.
        Then the caller is <Link href="/learn/identity">identified</Link>, and the middlewares of the procedure write
        the log line, count the call against its <Link href="/learn/limits">limit</Link> and require a permission, a
        user or an owner. Some of them look things up in the database, too; in the pictures, <b>SQL</b> stands for the
        statements of the service.
      </P>
      <P>
        Only then does the <b>handler</b> run: one call of a <b>service</b>, where the rules of the business are. Behind
        it is the <b>data</b>: PostgreSQL, a <Link href="/learn/caches">cache</Link>, and{" "}
        <Link href="/learn/outside-services">services of others</Link>.
      </P>
      <ExperimentSection chapter="request-path" id="whole-path" />
      <P>
        The order has reasons. Cheap checks come first. Input is parsed after the caller is known, so that strangers
        can't probe what the server accepts. The rule comes last, because it needs the row.
      </P>
      <ExperimentSection chapter="request-path" id="five-faults" />
    </>
  );
}
