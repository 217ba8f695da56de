import type { ReactNode } from "react";
import { Badge, type Tone } from "@/components/badge";
import { CopyButton } from "@/components/copy-button";
import { describeDetail, describeDetails } from "@/domain/event-words";
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
  const { kind, title, category, count, createdAt, lastAt, requestId, details, changes } = event;
  const { label, tone } = CATEGORY[category];
  return (
    <li className="event-row">
      <header>
        <h2>
          <span>{title}</span>
          <Badge tone={tone}>{label}</Badge>
          {count > 1 && <Badge>{`× ${count}`}</Badge>}
        </h2>
        <p>
          <Time date={createdAt} />
          {lastAt > createdAt && (
            <>
              <span> until </span>
              <Time date={lastAt} />
            </>
          )}
        </p>
      </header>
      <dl>
        <Fact name={category === "act" ? "By" : "User"}>{whoOf(event)}</Fact>
        <Fact name="On">{event.target ? <Person {...event.target} /> : event.targetId}</Fact>
        {changes.map(({ field, before, after }) => (
          <Change key={field} {...{ field, before, after }} />
        ))}
        {describeDetails(kind, details).map(({ label, text }) => (
          <Fact key={label} name={label}>
            <bdi>{text}</bdi>
          </Fact>
        ))}
        <Fact name="From">{placeOf(event)}</Fact>
        {requestId && (
          <div data-id>
            <dt>Request</dt>
            <dd>
              <code>{requestId}</code>
              <CopyButton text={requestId} label={`the request ID of “${title}”`} />
            </dd>
          </div>
        )}
      </dl>
    </li>
  );
}

const placeOf = ({ device, address }: Event) => [device, address].filter(Boolean).join(", ");

function Change({ field, before, after }: Event["changes"][number]) {
  const { label, text } = describeDetail(field, after);
  return (
    <Fact name={label}>
      <del dir="auto">{describeDetail(field, before).text || "–"}</del> <span aria-hidden>→</span>{" "}
      <ins dir="auto">{text || "–"}</ins>
    </Fact>
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
