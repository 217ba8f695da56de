import type { ChapterSlug } from "@/domain/learn";
import { ExperimentView } from "./experiment-view";
import { findExperiment } from "./experiments";
import { Source } from "./source";

/** An experiment with the code that answers its requests, and the tests that prove it. */
export function ExperimentSection({ chapter, id }: { chapter: ChapterSlug; id: string }) {
  const { code, tests } = findExperiment(chapter, id);
  return (
    <ExperimentView chapter={chapter} id={id}>
      <div className="sources">
        <h3>The code that answers</h3>
        {code.map((reference) => (
          <Source key={reference} reference={reference} />
        ))}
        <h3>The test that proves it</h3>
        {tests.map((reference) => (
          <Source key={reference} reference={reference} />
        ))}
      </div>
    </ExperimentView>
  );
}
