import { CopyButton } from "@/components/copy-button";
import type { Trace } from "@/domain/trace";
import { CodePanel } from "@/features/docs";
import type { Call } from "./call";
import { inputsOf, restCurl, restRequest } from "./requests";

/** The same calls over REST. */
export function RestTab({ call, trace }: { call: Call; trace: Trace }) {
  const called = trace.spans.filter(({ layer }) => layer === "procedure").map(({ name }) => name);
  const names = call.procedures.length ? call.procedures : [...new Set(called)];
  const inputs = inputsOf(call);
  if (names.length === 0) return <p className="about">No procedure was called</p>;
  return (
    <>
      {names.map((name, index) => {
        const operation = trace.rest[name];
        const key = `${index} ${name}`;
        if (!operation) {
          return (
            <p key={key} className="about">
              <bdi translate="no">{name}</bdi> <span>has no REST operation</span>
            </p>
          );
        }
        const request = restRequest(operation, inputs[index] ?? {}, location.origin);
        const curl = restCurl(request);
        return (
          <CodePanel
            key={key}
            title={`${operation.method} ${operation.path}`}
            code={curl}
            actions={<CopyButton text={curl} label={`${operation.name} as curl`} />}
          />
        );
      })}
      <p className="about">Set TOKEN to an access token of your account.</p>
    </>
  );
}
