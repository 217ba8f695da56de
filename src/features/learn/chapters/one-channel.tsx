import { Link } from "@/components/link";
import { ExperimentSection } from "../experiment-section";
import { P } from "../paragraph";
import { Sequence } from "../sequence";

export function OneChannel() {
  return (
    <>
      <P>
        The page in your browser and the server that made it are two programs, usually on two machines. They share no
        memory and no variables, and the page has no connection to the database. The only channel between them is HTTP.
      </P>
      <P>
        The browser sends a <b>method</b>, a <b>URL</b>, <b>headers</b> and sometimes a <b>body</b>. The server returns
        a <b>status</b>, headers and a body. That is one round trip. Neither side sees anything of the other except what
        it carries.
      </P>
      <Sequence
        actors={["Browser", "Server", "Database"]}
        messages={[
          { from: 0, to: 1, text: "GET /api/v1/orders/{id}" },
          { from: 1, to: 2, text: "SELECT" },
          { from: 2, to: 1, text: "a row", kind: "back" },
          { from: 1, to: 0, text: "200, headers, JSON", kind: "back" },
          { from: 0, to: 2, text: "no other way in", kind: "stopped" },
        ]}
        caption="One round trip. The browser reaches the database only through the server."
      />
      <ExperimentSection chapter="one-channel" id="request-and-response" />
      <P>
        The page gets a copy of the order as it was at the moment of the response. The page can change its copy as it
        likes. The row changes only by a request that the server offers and accepts.
      </P>
      <ExperimentSection chapter="one-channel" id="a-copy" />
      <P>
        REST, GraphQL, gRPC-web and tRPC are conventions on top of the same round trip. Each defines what URLs, headers
        and bodies look like; none adds a second channel. This app offers{" "}
        <Link href="/learn/rest-and-rpc">REST and tRPC</Link>, and the other two reach it all the same.
      </P>
      <ExperimentSection chapter="one-channel" id="conventions" />
      <P>
        So connecting a frontend to a backend means building the right request and the right response, over and over.
        The chapters that follow take the parts one by one, and each sends requests to this server that it must refuse.
      </P>
    </>
  );
}
