import { useState } from "react";
import { CodePanel, indentJson, Json } from "@/features/docs";
import { Timeline, useTrace } from "@/features/inspector";
import { callOf } from "./call-of";
import { type Answer, jsonOf, reasonOf, statusOf } from "./experiment";
import { eventText, requestText, responseText } from "./http-text";
import type { SentRequest } from "./run-experiment";
import { StationRail } from "./station-rail";
import { passageOf, passageOfTrace, passageTo, type Stop } from "./stations";

type AnswerProps = {
  request: SentRequest;
  answer: Answer;
  canTrace: boolean;
  /** Where the request is refused, if that is known; otherwise it follows from the answer. */
  stop?: Stop;
  /** Shows the timeline at once. */
  isOpen?: boolean;
};

const passageOfAnswer = (answer: Answer, stop: Stop | undefined) =>
  stop ? passageTo(stop) : passageOf(statusOf(answer), reasonOf(jsonOf(answer)));

/** A request and its answer as they went over HTTP, with the stations that it passed. */
export function AnswerView(props: AnswerProps) {
  const { request, answer, canTrace, stop } = props;
  const { status, body, events } = answer;
  return (
    <div className="answer">
      {status !== undefined &&
        (canTrace ? <Traced {...props} /> : <StationRail passage={passageOfAnswer(answer, stop)} />)}
      <div className="sides">
        <CodePanel title="Request" code={requestText(request)} />
        {status === undefined ? (
          <CodePanel title="Response" code={NO_ANSWER[answer.outcome]} />
        ) : (
          <CodePanel
            title={`Response · ${Math.max(1, Math.round(answer.ms))} ms`}
            code={
              <>
                {responseText(answer)}
                {"\n\n"}
                {events ? events.map(eventText).join("\n\n") : <Json text={shorten(indentJson(body))} />}
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

const NO_ANSWER: Record<string, string> = {
  blocked: "TypeError: Failed to fetch\n\nThe browser shows this page no answer.",
  aborted: "AbortError\n\nThe page has given up waiting.",
};

/** The stations and the waterfall that the server has recorded. */
function Traced({ request, answer, stop, isOpen }: AnswerProps) {
  const [call] = useState(() => callOf(request, answer));
  const { state, reload } = useTrace(call.traceId, answer.start);
  const measured = state.status === "found" && state.trace.spans.length > 0 ? passageOfTrace(state.trace) : undefined;
  return (
    <>
      <StationRail passage={measured ?? passageOfAnswer(answer, stop)} />
      <details className="waterfall-details" open={isOpen}>
        <summary>Timeline</summary>
        <Timeline call={call} state={state} onRetry={reload} />
      </details>
    </>
  );
}
