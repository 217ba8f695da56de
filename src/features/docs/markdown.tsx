import "./docs.css";

/** The Markdown that the document uses: paragraphs, **bold** and `code`. */
export function Markdown({ text }: { text: string }) {
  return text.split(/\n{2,}/).map((paragraph) => (
    <p key={paragraph}>
      <InlineMarkdown text={paragraph} />
    </p>
  ));
}

export function InlineMarkdown({ text }: { text: string }) {
  // Every second part is a match.
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((part, index) => {
    const key = `${index} ${part}`;
    if (index % 2 === 0) return part && <span key={key}>{part}</span>;
    if (part.startsWith("*")) {
      return (
        <strong key={key} className="font-semibold text-ink">
          {part.slice(2, -2)}
        </strong>
      );
    }
    return (
      <code key={key} className="api-code">
        {part.slice(1, -1)}
      </code>
    );
  });
}
