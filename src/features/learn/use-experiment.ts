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

  /** Ends the run, also one that is still opening its sandbox. */
  function end() {
    runs.current += 1;
    if (sandbox.current) closeSandbox(sandbox.current);
    sandbox.current = undefined;
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is left.
  useEffect(() => end, []);

  async function run() {
    end();
    const own = runs.current;
    const isCurrent = () => runs.current === own;
    setState({ ...READY, status: "running" });
    const exchanges: Exchange[] = [];
    try {
      const opened = experiment.withoutSandbox ? EXAMPLE_LAB.sandbox : await openSandbox();
      if (!isCurrent()) return closeSandbox(opened);
      if (!experiment.withoutSandbox) sandbox.current = opened;
      await runExperiment(experiment, opened, pageSender, (step, exchange) => {
        if (!isCurrent()) throw new Error("This run was ended.");
        exchanges[step] = exchange;
        setState({ ...READY, status: "running", exchanges: [...exchanges] });
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
    end();
    setState(READY);
  }

  return { state, run, reset };
}
