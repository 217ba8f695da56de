import { type LucideIcon, ShieldAlert, ShieldX, UserRound, Wrench } from "lucide-react";
import { Badge } from "@/components/badge";
import { formatCount } from "@/domain/count";
import { describeDetails } from "@/domain/event-words";
import { Time } from "@/shell/time";
import type { RouterOutputs } from "@/trpc/client";
import "./activity.css";

type Event = RouterOutputs["activity"]["list"]["items"][number];

const ICONS: Record<Event["category"], LucideIcon> = {
  account: UserRound,
  refusal: ShieldX,
  alert: ShieldAlert,
  act: Wrench,
};

export function ActivityRow({ event }: { event: Event }) {
  const { kind, title, category, count, createdAt, lastAt, details } = event;
  const Icon = ICONS[category];
  const place = placeOf(event);
  return (
    <li className="activity-row" data-category={category}>
      <Icon aria-hidden />
      <div>
        <h2>
          <span>{title}</span>
          {category === "alert" && <Badge tone="warn">Please check</Badge>}
        </h2>
        {describeDetails(kind, details).map(({ label, text }) => (
          <p key={label}>
            <span>{`${label}: `}</span>
            <bdi>{text}</bdi>
          </p>
        ))}
        {place && <p>{place}</p>}
        {category === "refusal" && count > 1 && (
          <p>
            <span>{`${formatCount(count, "time")}, last `}</span>
            <Time date={lastAt} />
          </p>
        )}
      </div>
      <p>
        <Time date={createdAt} />
      </p>
    </li>
  );
}

/** `Firefox on Linux, 203.0.113.7`: as much as is known. */
const placeOf = ({ device, address }: Event) => [device, address !== "unknown" && address].filter(Boolean).join(", ");
