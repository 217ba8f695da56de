import { CopyButton } from "@/components/copy-button";
import { CodePanel, indentJson, Json } from "@/features/docs";
import type { Body } from "./call";

/** A body, JSON with colors and one field a line. */
export function BodyPanel({ body }: { body: Body | undefined }) {
  if (!body) return <p className="about">No body</p>;
  const text = indentJson(body.text);
  return (
    <>
      {text && (
        <CodePanel
          title="Body"
          code={<Json text={text} />}
          actions={<CopyButton text={body.text} label="the body" />}
        />
      )}
      {body.note && <p className="about">{body.note}</p>}
    </>
  );
}
