import type { ReactNode } from "react";
import { Badge, type Tone } from "@/components/badge";
import { CopyButton } from "@/components/copy-button";
import { formatCount } from "@/domain/count";
import { Time } from "@/shell/time";
import type { RouterOutputs } from "@/trpc/client";
import "./security.css";

type Event = RouterOutputs["admin"]["security"]["list"]["items"][number];

const CATEGORY: Record<Event["category"], { label: string; tone: Tone }> = {
  account: { label: "Account", tone: "neutral" },
  refusal: { label: "Refusal", tone: "sky" },
  alert: { label: "Alert", tone: "warn" },
  act: { label: "Act", tone: "accent" },
};

export function EventRow({ event }: { event: Event }) {
  const { title, category, count, createdAt, lastAt, address, device, requestId, details, changes } = event;
  const { label, tone } = CATEGORY[category];
  return (
    <li className="event-row">
      <div>
        <h2>
          <span>{title}</span>
          <Badge tone={tone}>{label}</Badge>
          {count > 1 && <Badge>{`× ${count}`}</Badge>}
        </h2>
        <p>
          <Time date={createdAt} />
          {lastAt > createdAt && (
            <>
              <span>{`, ${formatCount(count, "time")} until `}</span>
              <Time date={lastAt} />
            </>
          )}
        </p>
      </div>
      <dl>
        <Fact name={category === "act" ? "By" : "User"}>{whoOf(event)}</Fact>
        <Fact name="On">{event.target ? <Person {...event.target} /> : event.targetId}</Fact>
        {changes.map(({ field, before, after }) => (
          <Fact key={field} name={field}>
            <del dir="auto">{before || "–"}</del> <span aria-hidden>→</span> <ins dir="auto">{after || "–"}</ins>
          </Fact>
        ))}
        {Object.entries(details).map(([name, value]) => (
          <Fact key={name} name={name}>
            <bdi>{value}</bdi>
          </Fact>
        ))}
        <Fact name="From">{[device, address].filter(Boolean).join(", ")}</Fact>
        <Fact name="Request">{requestId && <code>{requestId}</code>}</Fact>
      </dl>
      {requestId && <CopyButton text={requestId} label={`the request ID of “${title}”`} />}
    </li>
  );
}

function whoOf({ user, hasEmail }: Event): ReactNode {
  if (user) return <Person {...user} />;
  return hasEmail ? "An email without an account" : undefined;
}

const Person = ({ name, email }: { name: string; email: string }) => (
  <>
    <bdi>{name}</bdi> <span>{email}</span>
  </>
);

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
