import { ChevronRight, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/badge";
import { AnswerView } from "./answer-view";
import { type Answer, type Expected, formatTally, type Step, statusOf, tallyOf } from "./experiment";
import { RequestEditor } from "./request-editor";
import type { Exchange } from "./run-experiment";

type Props = {
  step: Step;
  exchange: Exchange;
  differences: readonly string[];
  /** Whether the server's part of a request can be read. */
  canTrace: boolean;
  expected: Expected;
  isOpen: boolean;
};

/** What was sent in a step, and what came back. Of requests sent at once, one of each status. */
export function ExchangeView({ step, exchange: { request, answers }, differences, canTrace, expected, isOpen }: Props) {
  const distinct = answers.filter(
    (answer, index) =>
      answers.findIndex(({ status, outcome }) => status === answer.status && outcome === answer.outcome) === index,
  );
  return (
    <details className="exchange" open={isOpen}>
      <summary>
        <ChevronRight aria-hidden className="chevron" />
        <span className="title">{step.title}</span>
        {step.isHostile && <Badge tone="warn">Hostile</Badge>}
        <StatusBadge answers={answers} />
      </summary>
      {differences.length > 0 && (
        <p className="difference">
          <TriangleAlert aria-hidden />
          <span>{differences.join(" ")}</span>
        </p>
      )}
      {distinct.map((answer) => (
        <AnswerView
          key={answer.start + String(answer.status)}
          request={request}
          answer={answer}
          canTrace={canTrace}
          expected={differences.length === 0 ? expected : undefined}
          isOpen={isOpen}
          part={step.part}
        />
      ))}
      {expected.hidden && <HiddenAnswer text={expected.hidden} />}
      <RequestEditor request={request} canTrace={canTrace} />
    </details>
  );
}

const HiddenAnswer = ({ text }: { text: string }) => (
  <p className="hidden-answer">
    <span>The server's answer is</span> <code>{text}</code>
    <span>, as its tests see it. Your browser keeps it from the page.</span>
  </p>
);

function StatusBadge({ answers }: { answers: readonly Answer[] }) {
  const tally = tallyOf(answers);
  const isFine = answers.map(statusOf).every((status) => status > 0 && status < 400);
  const isMixed = Object.keys(tally).length > 1;
  const names: Record<string, string> = { blocked: "blocked", aborted: "gave up" };
  const [only = ""] = Object.keys(tally);
  const text = answers.length === 1 ? (names[only] ?? only) : formatTally(tally);
  return <Badge tone={isMixed ? "accent" : isFine ? "good" : "danger"}>{text}</Badge>;
}
