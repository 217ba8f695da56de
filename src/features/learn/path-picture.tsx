import { ArrowDown, ArrowUp } from "lucide-react";
import { Figure } from "./figure";
import { STATIONS, type Station } from "./stations";

type Part = { layer: string; stations: readonly Station[] };

const PARTS: readonly Part[] = [
  { layer: "Middleware", stations: ["guard", "identity", "procedure"] },
  { layer: "Backend", stations: ["service"] },
  { layer: "Data", stations: ["sql"] },
];

/** What a station does, and the statuses with which it refuses. */
const DUTIES: Record<Station, { does: string; refuses: readonly number[] }> = {
  guard: { does: "Request id, allowed origin, own pages, format, size", refuses: [403, 413, 415] },
  identity: { does: "Finds the user of the cookie or token", refuses: [] },
  procedure: { does: "Log, rate limit, permission, user, owner, input", refuses: [429, 403, 401, 404, 400] },
  service: { does: "The rule: can this order be cancelled?", refuses: [409] },
  sql: { does: "Changes the row, if it is still as it was read", refuses: [] },
};

/** The stations of a request from the client to the data, and back. */
export function PathPicture() {
  return (
    <Figure caption="The path of “Cancel order”. Red numbers are the answers of a station that refuses.">
      <div className="path">
        <p className="end">
          <ArrowDown aria-hidden />
          <span>Client: method, URL, headers, body</span>
        </p>
        {PARTS.map(({ layer, stations }) => (
          <section key={layer} aria-label={layer}>
            <p aria-hidden className="layer">
              {layer}
            </p>
            <ol>
              {stations.map((station) => (
                <li key={station} className="box">
                  <p>
                    <b>{STATIONS[station]}</b> <span>{DUTIES[station].does}</span>
                  </p>
                  {DUTIES[station].refuses.length > 0 && (
                    <p className="refuses">
                      <span className="sr-only">Refuses with</span>
                      {DUTIES[station].refuses.map((status) => (
                        <span key={status}>{`${status} `}</span>
                      ))}
                    </p>
                  )}
                </li>
              ))}
            </ol>
          </section>
        ))}
        <p className="end">
          <ArrowUp aria-hidden />
          <span>Client: status, headers, body</span>
        </p>
      </div>
    </Figure>
  );
}
