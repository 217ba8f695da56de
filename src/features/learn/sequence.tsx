import { clsx } from "clsx";
import type { CSSProperties } from "react";
import "./sequence.css";

export type Message = {
  /** Indexes of actors. The same one twice: a note at that actor. */
  from: number;
  to: number;
  text: string;
  /** `stopped`: it does not arrive. `back`: an answer. */
  kind?: "stopped" | "back" | "bad";
};

type Props = {
  /** Two to four, from left to right. */
  actors: readonly string[];
  messages: readonly Message[];
  caption: string;
};

/** A picture of messages between actors, from top to bottom; a list for screen readers. */
export function Sequence({ actors, messages, caption }: Props) {
  return (
    <figure className="sequence" style={{ "--actors": actors.length } as CSSProperties}>
      <div aria-hidden className="actors">
        {actors.map((actor) => (
          <span key={actor}>{actor}</span>
        ))}
      </div>
      <ol>
        {messages.map((message) => (
          <MessageLine key={`${message.from} ${message.to} ${message.text}`} actors={actors} message={message} />
        ))}
      </ol>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}

function MessageLine({ actors, message: { from, to, text, kind } }: { actors: readonly string[]; message: Message }) {
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  const style = { "--from": left, "--to": right } as CSSProperties;
  const isNote = from === to;
  return (
    <li className={clsx(isNote ? "note" : to < from && "leftward", kind)} style={style}>
      <span className="sr-only">{isNote ? `${actors[from]}: ` : `${actors[from]} to ${actors[to]}: `}</span>
      <span className="text">{text}</span>
      {!isNote && <span aria-hidden className="arrow" />}
    </li>
  );
}
