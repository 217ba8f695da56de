import { type CSSProperties, useMemo, useState } from "react";
import type { Call } from "./call";
import { formatMs } from "./format";
import { LAYERS, type Row, timeByLayer, timelineOf } from "./timeline";
import { TraceNotice } from "./trace-notice";
import "./waterfall.css";
import type { TraceState } from "./use-trace";

type Props = { call: Call; state: TraceState; onRetry: () => void };

/** Where the time of a call went. */
export function Timeline({ call, state, onRetry }: Props) {
  const trace = state.status === "found" ? state.trace : undefined;
  const { rows, ms, isExact } = useMemo(() => timelineOf(call, trace), [call, trace]);
  const [active, setActive] = useState<string>();
  const shown = rows.find(({ id }) => id === active);

  return (
    <div className="timeline">
      <TraceNotice state={state} call={call} onRetry={onRetry} />
      <ul className="legend" aria-label="Time by layer">
        {timeByLayer(rows).map(([layer, own]) => (
          <li key={layer} data-layer={layer}>
            <span>{LAYERS[layer]}</span> <span className="figure">{formatMs(own)}</span>
          </li>
        ))}
      </ul>
      <ol className="waterfall" aria-label="Timeline">
        {rows.map((row) => (
          <li key={row.id}>
            <Bar row={row} total={ms} onActive={setActive} />
          </li>
        ))}
      </ol>
      <p className="about" translate="no">
        {shown
          ? detailsOf(shown)
          : isExact
            ? ""
            : "The clocks of browser and server differ: the server's part is centered."}
      </p>
      {state.status === "found" && <p className="about">{`Answered by ${state.process}`}</p>}
    </div>
  );
}

const detailsOf = ({ name, layer, start, ms, error }: Row) =>
  [`${LAYERS[layer]}: ${name}`, `starts at ${formatMs(start)}`, `takes ${formatMs(ms)}`, error]
    .filter(Boolean)
    .join(" · ");

type BarProps = { row: Row; total: number; onActive: (id: string) => void };

function Bar({ row, total, onActive }: BarProps) {
  const { id, name, layer, depth, start, ms, error } = row;
  const percent = (part: number) => `${total > 0 ? (100 * part) / total : 0}%`;
  const style = { "--depth": depth, "--start": percent(start), "--width": percent(ms) } as CSSProperties;
  const activate = () => onActive(id);
  return (
    <button
      type="button"
      data-layer={layer}
      data-error={error ? "" : undefined}
      style={style}
      title={detailsOf(row)}
      onFocus={activate}
      onPointerEnter={activate}
    >
      <span className="name">
        <bdi translate="no">{name}</bdi> <span className="layer">{error ?? LAYERS[layer]}</span>
      </span>
      <span className="track" aria-hidden />
      <span className="figure">{formatMs(ms)}</span>
    </button>
  );
}
