import { ArrowRight, X } from "lucide-react";
import { Figure } from "./figure";

/** What a request claims, and what the server uses instead. */
const CLAIMS = [
  { claim: "Authorization: Bearer …", truth: "The row in credentials: active, and whose?" },
  { claim: "DELETE /orders/{id}", truth: "One statement: this id and this owner" },
  { claim: "quantity: 2", truth: "The schema: a whole number from 1 to 99" },
  { claim: "priceCents: 1", truth: "The price in the product's row", isIgnored: true },
  { claim: "role: ADMIN", truth: "The role in the user's row", isIgnored: true },
];

/** The parts of a request beside what decides about each. */
export function ClaimsPicture() {
  return (
    <Figure caption="Everything on the left can be forged. The server goes by the right.">
      <div aria-hidden className="mb-2 grid grid-cols-[1fr_1.25rem_1fr] gap-x-2 text-muted text-sm">
        <span>The request says</span>
        <span className="col-start-3">The server goes by</span>
      </div>
      <ul className="grid gap-2">
        {CLAIMS.map(({ claim, truth, isIgnored }) => (
          <li key={claim} className="grid grid-cols-[1fr_1.25rem_1fr] items-center gap-x-2">
            <span className={`box break-words font-mono text-[0.8125rem] ${isIgnored ? "tone-bad" : ""}`}>{claim}</span>
            {isIgnored ? (
              <X aria-hidden className="mx-auto size-4 text-danger" />
            ) : (
              <ArrowRight aria-hidden className="mx-auto size-4 text-accent" />
            )}
            <span>
              <span className="sr-only">{isIgnored ? "not used; the server takes: " : "checked by: "}</span>
              <span>{truth}</span>
            </span>
          </li>
        ))}
      </ul>
    </Figure>
  );
}
