import { Link } from "@/components/link";
import { ExperimentSection } from "../experiment-section";
import { P } from "../paragraph";
import { ResourcesPicture } from "../resources-picture";

export function RestAndRpc() {
  return (
    <>
      <P>
        REST is a convention for URLs, methods and statuses. A URL names a resource: <code>/orders</code> is your list,{" "}
        <code>{"/orders/{id}"}</code> one entry of it. The method says what to do with it: GET reads, POST creates, PUT
        or PATCH changes, DELETE deletes.
      </P>
      <ResourcesPicture />
      <ExperimentSection chapter="rest-and-rpc" id="methods" />
      <P>
        The status says how it went, before the body is read. 200 is success, and 201 means that something was created,
        at the URL in <code>Location</code>. 401 means that no valid credential came along, 404 that there is nothing at
        this URL for you. Where several would be true, the order of the checks decides.
      </P>
      <ExperimentSection chapter="rest-and-rpc" id="statuses" />
      <P>
        RPC names procedures instead of resources. The pages of this app call theirs with tRPC: the URL ends with{" "}
        <code>order.byId</code>, the input is JSON, GET is for queries and POST for mutations. Scripts use{" "}
        <code>fetch</code> and the REST API, and both arrive at the same procedure, so that every rule exists once.
      </P>
      <P>
        tRPC adds a client with the types of the server, which is part of{" "}
        <Link href="/learn/contract">the contract</Link>. It also gathers calls that a page makes at the same moment
        into one request, 20 at most. Such a batch can fail in parts.
      </P>
      <ExperimentSection chapter="rest-and-rpc" id="three-ways" />
    </>
  );
}
