import { useState } from "react";
import { CodePanel, indentJson, Json } from "@/features/docs";
import { Timeline, useTrace } from "@/features/inspector";
import { callOf } from "./call-of";
import { type Answer, type Expected, jsonOf, reasonOf, statusOf, valueAt } from "./experiment";
import { eventText, requestText, responseText } from "./http-text";
import type { SentRequest } from "./run-experiment";
import { StationRail } from "./station-rail";
import { passageOf, passageOfTrace, passageTo } from "./stations";

type AnswerProps = {
  request: SentRequest;
  answer: Answer;
  canTrace: boolean;
  /** What was claimed of the answer, if it holds: the stations follow from it, or else from the answer. */
  expected?: Expected;
  /** Shows the timeline at once. */
  isOpen?: boolean;
  /** Of a large JSON body, the value that is shown. */
  part?: string;
};

const passageOfAnswer = ({ answer, expected }: AnswerProps) =>
  expected?.stop || expected?.reaches
    ? passageTo(expected.stop, expected.reaches)
    : passageOf(statusOf(answer), reasonOf(jsonOf(answer)));

/** A request and its answer as they went over HTTP, with the stations that it passed. */
export function AnswerView(props: AnswerProps) {
  const { request, answer, canTrace, part } = props;
  const { status, events } = answer;
  return (
    <div className="answer">
      {status !== undefined && (canTrace ? <Traced {...props} /> : <StationRail passage={passageOfAnswer(props)} />)}
      <div className="sides">
        <CodePanel level={3} title="Request" code={requestText(request)} />
        {status === undefined ? (
          <CodePanel level={3} title="Response" code={NO_ANSWER[answer.outcome]} />
        ) : (
          <CodePanel
            level={3}
            title={`Response · ${Math.max(1, Math.round(answer.ms))} ms`}
            code={
              <>
                {responseText(answer)}
                {"\n\n"}
                {events ? events.map(eventText).join("\n\n") : <Body answer={answer} part={part} />}
              </>
            }
          />
        )}
      </div>
    </div>
  );
}

/** Characters of a body that are shown: a page of many thousand colored words would be slow. */
const SHOWN = 20_000;

const shorten = (text: string) =>
  text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}\n… ${text.length - SHOWN} characters more`;

/** A body; of a large one the part, with its path above it. */
function Body({ answer, part }: Pick<AnswerProps, "answer" | "part">) {
  if (!part) return <Json text={shorten(indentJson(answer.body))} />;
  const size = Math.round(answer.body.length / 1024);
  return (
    <>
      {`(${size} KB, of which this is ${part})\n\n`}
      <Json text={shorten(JSON.stringify(valueAt(jsonOf(answer), part), null, 2) ?? "")} />
    </>
  );
}

const NO_ANSWER: Record<string, string> = {
  blocked: "TypeError: Failed to fetch\n\nThe browser shows this page no answer.",
  aborted: "AbortError\n\nThe page has given up waiting.",
};

/** The stations and the waterfall that the server has recorded. */
function Traced(props: AnswerProps) {
  const { request, answer, isOpen } = props;
  const [call] = useState(() => callOf(request, answer));
  const { state, reload } = useTrace(call.traceId, answer.start);
  const measured = state.status === "found" && state.trace.spans.length > 0 ? passageOfTrace(state.trace) : undefined;
  return (
    <>
      <StationRail passage={measured ?? passageOfAnswer(props)} />
      <details className="waterfall-details" open={isOpen}>
        <summary>Timeline</summary>
        <Timeline call={call} state={state} onRetry={reload} />
      </details>
    </>
  );
}
