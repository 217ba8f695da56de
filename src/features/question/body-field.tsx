import { TextArea } from "@/components/field";
import { MAX_BODY_LENGTH } from "@/domain/question";

const HINT = "Markdown: **bold**, `code`, lists, quotes, links, and ``` around blocks of code.";

type Props = { label: string; error?: string; defaultValue?: string; autoFocus?: boolean };

export function BodyField(props: Props) {
  return (
    <TextArea
      name="body"
      rows={6}
      autoComplete="off"
      maxLength={MAX_BODY_LENGTH}
      hint={HINT}
      className="field-sizing-content max-h-[60vh] min-h-36"
      {...props}
    />
  );
}
