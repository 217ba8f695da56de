import { type KeyboardEvent, memo } from "react";
import { Badge, type Tone } from "@/components/badge";
import type { Call } from "./call";
import { formatBytes, formatMs } from "./format";

type Props = { calls: readonly Call[]; selectedId: number | undefined; onSelect: (id: number) => void };

/** The calls, newest first. Arrow keys move between them. */
export function CallList({ calls, selectedId, onSelect }: Props) {
  function onKeyDown(event: KeyboardEvent) {
    const item = (event.target as HTMLElement).closest("li");
    const next = { ArrowDown: item?.nextElementSibling, ArrowUp: item?.previousElementSibling }[event.key];
    if (!next) return;
    event.preventDefault();
    next.querySelector("button")?.focus();
  }

  if (calls.length === 0) return <p className="hint">No calls yet</p>;
  return (
    <ul className="calls" aria-label="Calls" onKeyDown={onKeyDown}>
      {calls.map((call) => (
        <Item key={call.id} call={call} isSelected={call.id === selectedId} onSelect={onSelect} />
      ))}
    </ul>
  );
}

type ItemProps = { call: Call; isSelected: boolean; onSelect: Props["onSelect"] };

const Item = memo(({ call, isSelected, onSelect }: ItemProps) => {
  const { id, method, name, label, bytes, ms } = call;
  return (
    <li>
      <button type="button" data-call={id} aria-current={isSelected ? "true" : undefined} onClick={() => onSelect(id)}>
        <Status call={call} />
        <span className="method" translate="no">
          {method}
        </span>
        <span className="name">
          <bdi translate="no" title={name}>
            {name}
          </bdi>
          {label && <span className="label">{label}</span>}
        </span>
        <span className="figure">{bytes === undefined ? "" : formatBytes(bytes)}</span>
        <span className="figure">{ms === undefined ? "" : formatMs(ms)}</span>
      </button>
    </li>
  );
});

function toneOf({ status, error, ms }: Call): Tone {
  if (error === "Failed" || (status ?? 0) >= 500) return "danger";
  if (status === undefined || ms === undefined) return "neutral";
  return status >= 400 ? "warn" : status >= 300 ? "sky" : "good";
}

/** The status of the response, or why there is none. */
export function Status({ call }: { call: Call }) {
  const { status, error, ms } = call;
  const text = error ?? status ?? (ms === undefined ? "Open" : "None");
  return (
    <Badge tone={toneOf(call)} className="status">
      {text}
    </Badge>
  );
}
