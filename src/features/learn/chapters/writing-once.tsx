import { ExperimentSection } from "../experiment-section";
import { P } from "../paragraph";
import { Sequence } from "../sequence";

export function WritingOnce() {
  return (
    <>
      <P>
        Answers get lost. Your phone leaves the network after the server has placed the order, and the page cannot know
        whether it has. Not to try again may mean no order, to try again may mean two.
      </P>
      <Sequence
        actors={["Browser", "Server", "Database"]}
        messages={[
          { from: 0, to: 1, text: "POST, key A" },
          { from: 1, to: 2, text: "order and answer A" },
          { from: 1, to: 0, text: "201, lost", kind: "stopped" },
          { from: 0, to: 1, text: "again, key A" },
          { from: 1, to: 2, text: "answer of A?" },
          { from: 2, to: 1, text: "201, stored", kind: "back" },
          { from: 1, to: 0, text: "201, replayed", kind: "back" },
        ]}
        caption="The answer is stored in the transaction of the order. After a lost answer, the same key gets it back."
      />
      <P>
        So the client invents a key for one order and sends it with each attempt, in the header{" "}
        <code>Idempotency-Key</code>. For 24 hours, the same key with the same body gets the stored answer, marked{" "}
        <code>Idempotency-Replayed</code>. The same key with another body is a mistake, and is refused.
      </P>
      <ExperimentSection chapter="writing-once" id="same-key" />
      <P>
        A race is the other way to write twice: fifty requests read that the order can be cancelled, before one of them
        has changed it. A check and a write after it are not enough. The statement that writes has to make the check.
      </P>
      <ExperimentSection chapter="writing-once" id="fifty-at-once" />
      <P>
        With two editors the last one wins, silently, unless the server compares what each has seen. Your account has a
        version, which a read returns in the header <code>ETag</code>. A change sends it back in <code>If-Match</code>,
        and counts only while it is still the version of the row.
      </P>
      <ExperimentSection chapter="writing-once" id="stale-version" />
    </>
  );
}
