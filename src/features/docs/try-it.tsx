"use client";
import { useState } from "react";
import { CopyButton } from "@/components/copy-button";
import { CodePanel } from "./code-panel";
import { type RequestTemplate, toCurl, toRequest } from "./request";
import { RequestForm } from "./request-form";
import { useToken } from "./token";

type Props = {
  template: RequestTemplate;
  /** The path of the API, as the page calls it. */
  server: string;
  /** The origin in the command for a terminal. */
  origin: string;
};

/** The request as a command, and a form that sends it. */
export function TryIt({ template, server, origin }: Props) {
  const token = useToken();
  const [values, setValues] = useState<Record<string, string>>({});
  const [isOpened, setOpened] = useState(false);
  // The command names the token, so that it can be shared.
  const curl = toCurl(toRequest(template, origin + server, values, token && "$token"));
  return (
    <CodePanel title="Request" code={curl} actions={<CopyButton text={curl} label="the curl command" />}>
      <details
        className="noscript:hidden border-line border-t"
        onToggle={(event) => event.currentTarget.open && setOpened(true)}
        ref={(details) => {
          if (details?.open) setOpened(true); // opened before hydration
        }}
        suppressHydrationWarning
      >
        <summary className="-outline-offset-2 px-4 py-3 font-medium text-accent">Try it</summary>
        {isOpened && (
          <RequestForm
            template={template}
            onChange={setValues}
            request={(values) => toRequest(template, server, values, token)}
          />
        )}
      </details>
    </CodePanel>
  );
}
