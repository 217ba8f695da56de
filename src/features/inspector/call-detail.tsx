import { ArrowLeft, RotateCw } from "lucide-react";
import { Tabs } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "@/components/button";
import type { Call } from "./call";
import { Status } from "./call-list";
import { LogTab } from "./log-tab";
import { RequestTab } from "./request-tab";
import { ResponseTab } from "./response-tab";
import { RestTab } from "./rest-tab";
import { SqlTab } from "./sql-tab";
import { Timeline } from "./timeline-tab";
import { TraceNotice } from "./trace-notice";
import { useTrace } from "./use-trace";

/** A call in parts. @param onBack shown on a phone, where the list is hidden meanwhile */
export function CallDetail({ call, onBack }: { call: Call; onBack: () => void }) {
  const { state, reload } = useTrace(call.traceId, call.ms);
  const trace = state.status === "found" ? state.trace : undefined;
  const needsTrace = (content: ReactNode) =>
    trace ? content : <TraceNotice state={state} call={call} onRetry={reload} />;
  const tabs = {
    Timeline: <Timeline call={call} state={state} onRetry={reload} />,
    Request: <RequestTab call={call} trace={trace} />,
    Response: <ResponseTab call={call} trace={trace} />,
    SQL: needsTrace(trace && <SqlTab trace={trace} />),
    Log: needsTrace(trace && <LogTab trace={trace} />),
    REST: needsTrace(trace && <RestTab call={call} trace={trace} />),
  };
  const procedures = trace?.spans.filter(({ layer }) => layer === "procedure").map(({ name }) => name) ?? [];

  return (
    <section className="detail" aria-label="Selected call">
      <div className="title">
        <Button variant="ghost" size="icon" aria-label="Back to the calls" className="sm:hidden" onClick={onBack}>
          <ArrowLeft aria-hidden />
        </Button>
        <Status call={call} />
        <h3>
          <bdi translate="no">{call.name}</bdi>
        </h3>
        <Button variant="ghost" size="icon" aria-label="Reload the trace" title="Reload the trace" onClick={reload}>
          <RotateCw aria-hidden />
        </Button>
      </div>
      {call.kind === "page" && procedures.length > 0 && (
        <p className="made">
          <span>For this page, the server called</span> <bdi translate="no">{procedures.join(", ")}</bdi>
        </p>
      )}
      <Tabs.Root defaultValue="Timeline">
        <Tabs.List className="tabs" aria-label="Parts of the call">
          {Object.keys(tabs).map((name) => (
            <Tabs.Trigger key={name} value={name}>
              {name}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {Object.entries(tabs).map(([name, content]) => (
          <Tabs.Content key={name} value={name} className="tab">
            {content}
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </section>
  );
}
