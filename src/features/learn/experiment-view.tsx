"use client";
import { FlaskConical, Play, RotateCcw } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import type { ChapterSlug } from "@/domain/learn";
import { ExchangeView } from "./exchange-view";
import { describeExpected, EXAMPLE_LAB, type Experiment, expectedOf } from "./experiment";
import { findExperiment } from "./experiments";
import { requestText } from "./http-text";
import { useReader } from "./reader";
import { toSentRequest } from "./run-experiment";
import { type RunState, useExperiment } from "./use-experiment";
import "./experiment.css";

type Props = {
  chapter: ChapterSlug;
  id: string;
  /** The code that answers, and the tests. */
  children: ReactNode;
};

/** An experiment: predict, run, compare, change. Without JavaScript it shows the requests and the expected answers. */
export function ExperimentView({ chapter, id, children }: Props) {
  const experiment = findExperiment(chapter, id);
  const { isSignedIn, canTrace, onDone } = useReader();
  const { state, run, reset } = useExperiment(experiment, isSignedIn, () => onDone(id));
  const [prediction, setPrediction] = useState<number>();
  const runButton = useRef<HTMLButtonElement>(null);
  const { status, exchanges, differences, problem } = state;
  // What is worth a look: a difference, or else the events of a stream, or else the last answer.
  const shown = [
    differences.findIndex((it) => it.length > 0),
    exchanges.findIndex((it) => it?.request.via === "stream"),
    experiment.steps.length - 1,
  ].find((index) => index !== -1);

  function onReset() {
    reset();
    setPrediction(undefined);
    runButton.current?.focus(); // the button that was pressed goes
  }

  return (
    <section className="experiment" aria-labelledby={`experiment-${id}`} id={id}>
      <p className="kind">
        <FlaskConical aria-hidden />
        <span>Experiment</span>
      </p>
      <h2 id={`experiment-${id}`}>{experiment.question}</h2>
      <Prediction
        experiment={experiment}
        value={prediction}
        onChange={setPrediction}
        isDone={status === "done" && differences.flat().length === 0}
      />
      <div className="buttons noscript:hidden">
        <Button ref={runButton} onClick={run} pending={status === "running"}>
          {status !== "running" && <Play aria-hidden />}
          {status === "ready" ? "Run" : "Run again"}
        </Button>
        {status !== "ready" && (
          <Button variant="ghost" onClick={onReset}>
            <RotateCcw aria-hidden />
            Reset
          </Button>
        )}
      </div>
      <div role="status">
        <Verdict experiment={experiment} state={state} prediction={prediction} />
      </div>
      {problem && <Notice>{problem}</Notice>}
      {exchanges.length === 0 && status !== "running" ? (
        <Plan experiment={experiment} isSignedIn={isSignedIn} />
      ) : (
        experiment.steps.map((step, index) => {
          const exchange = exchanges[index];
          return exchange ? (
            <ExchangeView
              key={`${step.title} ${exchange.answers[0]?.start}`}
              step={step}
              exchange={exchange}
              differences={differences[index] ?? []}
              canTrace={canTrace}
              expected={expectedOf(step, isSignedIn)}
              isOpen={status === "done" && index === shown}
            />
          ) : (
            <p key={step.title} className="waiting">
              {step.title}
            </p>
          );
        })
      )}
      {children}
    </section>
  );
}

type PredictionProps = {
  experiment: Experiment;
  value: number | undefined;
  onChange: (value: number) => void;
  isDone: boolean;
};

function Prediction({ experiment: { options, answer }, value, onChange, isDone }: PredictionProps) {
  const name = useId();
  return (
    <fieldset className="prediction">
      <legend>What do you expect?</legend>
      {options.map((option, index) => (
        <label key={option} data-right={isDone && index === answer ? "" : undefined}>
          <input
            type="radio"
            name={name}
            checked={value === index}
            onChange={() => onChange(index)}
            disabled={isDone && value !== index}
          />
          <span>{option}</span>
        </label>
      ))}
    </fieldset>
  );
}

type VerdictProps = { experiment: Experiment; state: RunState; prediction: number | undefined };

/** Whether the run and the prediction were right, and why. */
function Verdict({ experiment: { options, answer, why }, state: { status, differences }, prediction }: VerdictProps) {
  if (status !== "done") return null;
  const isExpected = differences.flat().length === 0;
  const verdict =
    prediction === undefined ? `Answer: ${options[answer]}.` : prediction === answer ? "You were right." : "Not quite.";
  return (
    <div className="verdict">
      {isExpected ? (
        <p>
          <b>{verdict}</b> <span>{why}</span>
        </p>
      ) : (
        <p>
          <b>This run went differently.</b>{" "}
          <span>
            The lines marked below say how. Too many runs in a short time, a lost connection or a slow server can be the
            cause.
          </span>
        </p>
      )}
    </div>
  );
}

/** The requests before they are sent, and what they must answer. */
function Plan({ experiment, isSignedIn }: { experiment: Experiment; isSignedIn: boolean }) {
  return (
    <ol className="plan">
      {experiment.steps.map((step) => (
        <li key={step.title}>
          <p>
            <span>{step.title}</span> {step.isHostile && <Badge tone="warn">Hostile</Badge>}
            {(step.times ?? 1) > 1 && <Badge>{`${step.times} at once`}</Badge>}
          </p>
          <pre translate="no">{requestText(toSentRequest(step.request(EXAMPLE_LAB), EXAMPLE_LAB.sandbox))}</pre>
          <details>
            <summary>Expected answer</summary>
            <p className="expected" translate="no">
              {describeExpected(step, isSignedIn)}
            </p>
          </details>
        </li>
      ))}
    </ol>
  );
}
