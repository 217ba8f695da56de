import type { Trace } from "@/domain/trace";
import { BodyPanel } from "./body-panel";
import type { Call } from "./call";
import { formatMs } from "./format";
import { HeadersList } from "./headers-list";

/** The response as it went over HTTP; of a stream, its events. */
export function ResponseTab({ call, trace }: { call: Call; trace: Trace | undefined }) {
  const { events, responseBody, error } = call;
  const headers = trace?.request.responseHeaders ?? call.responseHeaders;
  return (
    <>
      {error && <p className="about">{`${error}: there was no complete response.`}</p>}
      {headers && <HeadersList headers={headers} />}
      {events ? <Events events={events} /> : <BodyPanel body={responseBody} />}
    </>
  );
}

function Events({ events }: { events: NonNullable<Call["events"]> }) {
  if (events.length === 0) return <p className="about">No events yet</p>;
  return (
    <ol className="events" aria-label="Events" translate="no">
      {events.map(({ at, type, data }) => (
        <li key={at}>
          <span className="figure">{formatMs(at)}</span>
          <span>{type}</span>
          <bdi>{data}</bdi>
        </li>
      ))}
    </ol>
  );
}
