import { ArrowDown } from "lucide-react";
import { Figure } from "./figure";

const DERIVED = [
  { name: "Requests", how: "checked field by field as they arrive" },
  { name: "Responses", how: "only the fields of the schema leave" },
  { name: "Types of our pages", how: "inferred by TypeScript" },
  { name: "OpenAPI document", how: "made from the procedures" },
  { name: "Client of others", how: "generated from the document" },
  { name: "Contract tests", how: "send requests by the document" },
];

/** One schema, and what is derived from it. */
export function ContractPicture() {
  return (
    <Figure caption="The shape of an order is written once. The rest is derived from it.">
      <p className="box text-center">
        <b className="font-medium">Schemas and procedures</b>{" "}
        <code translate="no">order.schema.ts, routers/order.ts</code>
      </p>
      <ArrowDown aria-hidden className="mx-auto my-2 size-4 text-accent" />
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {DERIVED.map(({ name, how }) => (
          <li key={name} className="box leading-snug">
            <p className="font-medium">{name}</p>
            <p className="text-muted text-sm">{how}</p>
          </li>
        ))}
      </ul>
    </Figure>
  );
}
