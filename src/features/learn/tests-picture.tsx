import type { CSSProperties } from "react";
import { Figure } from "./figure";

const PARTS = ["Browser", "Guard", "Procedure", "Rules", "Database"];

/** Each kind of test, and the first and last of the parts that it runs. */
const KINDS = [
  { name: "Rules alone", folder: "tests/domain", from: 3, to: 3 },
  { name: "Procedures", folder: "tests/api", from: 2, to: 4 },
  { name: "Requests, and the contract", folder: "tests/http, tests/contract", from: 1, to: 4 },
  { name: "Stories of users", folder: "tests/e2e", from: 0, to: 4 },
];

/** How far each kind of test reaches. */
export function TestsPicture() {
  return (
    <Figure caption="Only a browser runs all parts. Short tests say faster what is wrong.">
      <div aria-hidden className="reach-parts">
        {PARTS.map((part) => (
          <span key={part}>{part}</span>
        ))}
      </div>
      <ul className="grid gap-3">
        {KINDS.map(({ name, folder, from, to }) => (
          <li key={name} className="grid gap-1">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span>{name}</span>
              <span className="sr-only">{`: ${PARTS.slice(from, to + 1).join(", ")}`}</span>
              <span className="font-mono text-muted text-xs">{folder}</span>
            </p>
            <div aria-hidden className="reach" style={{ "--from": from, "--to": to } as CSSProperties} />
          </li>
        ))}
      </ul>
    </Figure>
  );
}
