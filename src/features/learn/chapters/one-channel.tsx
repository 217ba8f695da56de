import { ExperimentSection } from "../experiment-section";
import { Sequence } from "../sequence";

export function OneChannel() {
  return (
    <>
      <p>
        The page in your browser and the server that made it share nothing. No memory, no variables, no direct
        connection to the database: they may run on two continents. The only channel between them is HTTP, and all that
        travels on it is text.
      </p>
      <p>
        The browser sends a <b>method</b>, a <b>URL</b>, <b>headers</b> and sometimes a <b>body</b>. The server returns
        a <b>status</b>, headers and a body. That is one round trip. Putting two halves together means building the
        right request and the right response, again and again.
      </p>
      <Sequence
        actors={["Browser", "Server", "Database"]}
        messages={[
          { from: 0, to: 1, text: "GET /api/v1/orders/{id} with headers" },
          { from: 1, to: 2, text: "SELECT" },
          { from: 2, to: 1, text: "a row", kind: "back" },
          { from: 1, to: 0, text: "200, headers, a body of JSON", kind: "back" },
          { from: 0, to: 2, text: "no way around the server", kind: "stopped" },
        ]}
        caption="One round trip. The browser has no other way in."
      />
      <p>
        REST, GraphQL, gRPC-web and the typed calls of this app are conventions on top of the same round trip. Each says
        what URLs and bodies look like. None of them adds a second channel.
      </p>
      <ExperimentSection chapter="one-channel" id="request-and-response" />
    </>
  );
}
