import { clsx } from "clsx";
import { Check, X } from "lucide-react";
import { type Passage, STATIONS, type Station } from "./stations";
import "./stations.css";

const ALL = Object.entries(STATIONS) as [Station, string][];

/** The stations of a request: lit where it was, red where it was refused. */
export function StationRail({ passage: { stations, stop } }: { passage: Passage }) {
  return (
    <ol className="rail" aria-label="Stations">
      {ALL.map(([station, name]) => {
        const isStop = stop?.at === station;
        const isLit = stations.includes(station);
        return (
          <li key={station} className={clsx(isStop ? "stop" : isLit && "lit")}>
            <span className="dot">{isStop ? <X aria-hidden /> : isLit && <Check aria-hidden />}</span>
            <span className="name">
              <span>{name}</span>
              <span className="sr-only">{isStop ? ", refused here" : isLit ? ", passed" : ", not reached"}</span>
            </span>
            {isStop && stop.name !== station && <code>{stop.name}</code>}
          </li>
        );
      })}
    </ol>
  );
}
