import { useEffect, useRef, useState } from "react";
import { differencesOf, EXAMPLE_LAB, type Experiment, type Sandbox } from "./experiment";
import { type Exchange, labOf, runExperiment } from "./run-experiment";
import { closeSandbox, openSandbox } from "./sandbox";
import { pageSender } from "./send";

export type RunState = {
  status: "ready" | "running" | "done" | "failed";
  /** By step. */
  exchanges: readonly (Exchange | undefined)[];
  /** What went otherwise than expected, by step. */
  differences: readonly (readonly string[])[];
  /** Why it could not run. */
  problem?: string;
};

const READY: RunState = { status: "ready", exchanges: [], differences: [] };

/** Runs an experiment, each time in a sandbox of its own. @param onDone called after a run that went as expected */
export function useExperiment(experiment: Experiment, isSignedIn: boolean, onDone: () => void) {
  const [state, setState] = useState(READY);
  const sandbox = useRef<Sandbox>(undefined);
  const runs = useRef(0);

  function close() {
    if (sandbox.current) closeSandbox(sandbox.current);
    sandbox.current = undefined;
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is left.
  useEffect(() => close, []);

  async function run() {
    runs.current += 1;
    const own = runs.current;
    const isCurrent = () => runs.current === own;
    close();
    setState({ ...READY, status: "running" });
    const exchanges: Exchange[] = [];
    try {
      const opened = experiment.withoutSandbox ? EXAMPLE_LAB.sandbox : await openSandbox();
      if (!experiment.withoutSandbox) sandbox.current = opened;
      await runExperiment(experiment, opened, pageSender, (step, exchange) => {
        exchanges[step] = exchange;
        if (isCurrent()) setState({ ...READY, status: "running", exchanges: [...exchanges] });
      });
      if (!isCurrent()) return;
      const differences = experiment.steps.map((step, index) =>
        differencesOf(step, exchanges[index]?.answers ?? [], isSignedIn, labOf(opened, exchanges)),
      );
      setState({ status: "done", exchanges, differences });
      if (differences.flat().length === 0) onDone();
    } catch (error) {
      if (isCurrent()) setState({ ...READY, status: "failed", exchanges, problem: (error as Error).message });
    }
  }

  function reset() {
    runs.current += 1;
    close();
    setState(READY);
  }

  return { state, run, reset };
}
