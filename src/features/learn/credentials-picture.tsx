import { ArrowDown } from "lucide-react";
import { Figure } from "./figure";

/** The ways to say who is asking. */
const WAYS = [
  {
    name: "Cookie",
    header: "Cookie: …",
    facts: { "Added by": "the browser, by itself", Ends: "after 14 days without use", Suits: "pages of this origin" },
  },
  {
    name: "Access token",
    header: "Authorization: Bearer …",
    facts: { "Added by": "the client's code", Ends: "after 15 minutes", Suits: "apps with a login of their own" },
  },
  {
    name: "Personal token",
    header: "Authorization: Bearer …",
    facts: { "Added by": "the script's code", Ends: "on a day you choose", Suits: "scripts and partners" },
  },
];

/** Three kinds of credentials, which one check turns into a user or a 401. */
export function CredentialsPicture() {
  return (
    <Figure caption="Three ways in, one check. Of a personal token, its permissions go along with the user.">
      <ul className="grid gap-2 sm:grid-cols-3">
        {WAYS.map(({ name, header, facts }) => (
          <li key={name} className="box">
            <p className="font-medium">{name}</p>
            <p className="font-mono text-accent text-xs">{header}</p>
            <dl className="mt-2 grid gap-1 text-sm leading-snug">
              {Object.entries(facts).map(([term, fact]) => (
                <div key={term} className="max-sm:flex max-sm:items-baseline max-sm:gap-2">
                  <dt className="shrink-0 text-muted text-xs max-sm:w-16">{term}</dt>
                  <dd>{fact}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
      <ArrowDown aria-hidden className="mx-auto my-2 size-5 text-muted" />
      <p className="box mx-auto max-w-md text-center">
        <span className="block font-medium">One row in credentials</span>
        <span className="text-muted text-sm">Revoked? Expired? Account disabled? Read for every request.</span>
      </p>
      <div className="mx-auto mt-2 grid max-w-md grid-cols-2 gap-2 text-center">
        <p>
          <ArrowDown aria-hidden className="mx-auto mb-2 size-5 text-muted" />
          <span className="box tone-good">a user</span>
        </p>
        <p>
          <ArrowDown aria-hidden className="mx-auto mb-2 size-5 text-muted" />
          <span className="box tone-bad">nobody: 401</span>
        </p>
      </div>
    </Figure>
  );
}
