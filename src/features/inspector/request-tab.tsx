import { CopyButton } from "@/components/copy-button";
import type { Trace } from "@/domain/trace";
import { CodePanel } from "@/features/docs";
import { BodyPanel } from "./body-panel";
import type { Call } from "./call";
import { HeadersList } from "./headers-list";
import { curlOf } from "./requests";

/** The request as it went over HTTP. Without a trace it has the headers that the page has set. */
export function RequestTab({ call, trace }: { call: Call; trace: Trace | undefined }) {
  const curl = curlOf(call);
  return (
    <>
      <p className="line" translate="no">
        <span>{call.method}</span> <bdi>{call.url}</bdi>
      </p>
      <CodePanel title="The same request by curl" code={curl} actions={<CopyButton text={curl} label="as curl" />} />
      <p className="about">
        Set COOKIE to the Cookie header of this page's requests, which the developer tools of your browser show.
      </p>
      <HeadersList headers={trace?.request.headers ?? call.requestHeaders} />
      <BodyPanel body={call.requestBody} />
    </>
  );
}
