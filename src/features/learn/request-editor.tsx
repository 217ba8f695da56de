import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { TextArea } from "@/components/field";
import { Notice } from "@/components/notice";
import { SANDBOX_MINUTES } from "@/domain/sandbox";
import { AnswerView } from "./answer-view";
import type { Answer } from "./experiment";
import { readRequest, writeRequest } from "./request-text";
import type { SentRequest } from "./run-experiment";
import { pageSender } from "./send";

type Props = { request: SentRequest; canTrace: boolean };
type Sent = { request: SentRequest; answer: Answer };

/** Changes a request and sends it again: method, path, headers and body. */
export function RequestEditor({ request, canTrace }: Props) {
  const [isOpened, setOpened] = useState(false);
  if (request.via === "stream") return null;
  return (
    <details className="editor" onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>Change it and send it again</summary>
      {isOpened && <EditorForm request={request} canTrace={canTrace} />}
    </details>
  );
}

function EditorForm({ request, canTrace }: Props) {
  const original = writeRequest(request);
  const [text, setText] = useState(original);
  const [sent, setSent] = useState<Sent>();
  const [problem, setProblem] = useState<string>();
  const [isPending, setPending] = useState(false);

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    const changed = readRequest(text, request);
    if (typeof changed === "string") return setProblem(changed);
    setProblem(undefined);
    setPending(true);
    const answer = await pageSender.send(changed);
    setSent({ request: changed, answer });
    setPending(false);
  }

  function reset() {
    setText(original);
    setSent(undefined);
    setProblem(undefined);
  }

  return (
    <>
      <form onSubmit={onSubmit}>
        <TextArea
          label="Method and path, headers, an empty line, body"
          value={text}
          onChange={(event) => setText(event.target.value)}
          rows={Math.min(16, text.split("\n").length + 1)}
          spellCheck={false}
          autoCapitalize="off"
          dir="ltr"
          translate="no"
          className="font-mono sm:text-[0.8125rem]"
        />
        {problem && <Notice>{problem}</Notice>}
        <div className="buttons">
          <Button type="submit" size="small" pending={isPending}>
            Send request
          </Button>
          <Button variant="outline" size="small" onClick={reset}>
            Reset
          </Button>
        </div>
      </form>
      <div role="status">
        {sent && <AnswerView key={sent.answer.start} request={sent.request} answer={sent.answer} canTrace={canTrace} />}
        {sent?.request.as === "sandbox" && sent.answer.status === 401 && (
          <p>{`A sandbox lasts ${SANDBOX_MINUTES} minutes, or until you leave the page. Run the experiment again for a new one.`}</p>
        )}
      </div>
    </>
  );
}
