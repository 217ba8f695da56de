import { ExperimentSection } from "../experiment-section";
import { P } from "../paragraph";
import { Sequence } from "../sequence";

export function Caches() {
  return (
    <>
      <P>
        A copy of an answer saves a trip, and its price is that it may be old. The catalog of this app is copied twice:
        clients of the REST API may keep its answers, and the server keeps its rows in memory. Each copy is checked
        before it is used.
      </P>
      <P>
        Such an answer carries an <code>ETag</code>, a hash of its content, and{" "}
        <code>Cache-Control: public, no-cache</code>. In spite of its name, that header lets browsers and proxies keep
        the answer; they only have to ask before they use it. They send the tag in <code>If-None-Match</code>, and if
        the content is still the same, the server answers 304 without a body.
      </P>
      <ExperimentSection chapter="caches" id="entity-tags" />
      <P>
        The server saves the query as well. It keeps the rows together with a number, which is a sequence in PostgreSQL,
        and asks for that number at each read. A trigger moves the number before a write commits: the next read finds
        another one and loads the rows again. It doesn't matter whether this process wrote, or another one, or{" "}
        <code>psql</code>.
      </P>
      <Sequence
        actors={["Browser", "Server", "Database"]}
        messages={[
          { from: 0, to: 1, text: "GET, tag A" },
          { from: 1, to: 2, text: "Number?" },
          { from: 2, to: 1, text: "7, as before", kind: "back" },
          { from: 1, to: 0, text: "304, no body", kind: "back" },
          { from: 2, to: 2, text: "a purchase: 8" },
          { from: 0, to: 1, text: "GET with tag A" },
          { from: 1, to: 2, text: "Which number?" },
          { from: 2, to: 1, text: "8", kind: "back" },
          { from: 1, to: 2, text: "SELECT" },
          { from: 2, to: 1, text: "rows", kind: "back" },
          { from: 1, to: 0, text: "200, tag B", kind: "back" },
        ]}
        caption="Both copies are checked: the server's by its number, the browser's by its tag."
      />
      <ExperimentSection chapter="caches" id="never-stale" />
      <P>
        Answers that depend on the caller are never kept: they are <code>private, no-store</code>, errors included. And
        access comes before tags. A caller who may not read something doesn't learn whether a copy of it would be
        current.
      </P>
      <ExperimentSection chapter="caches" id="private-answers" />
    </>
  );
}
