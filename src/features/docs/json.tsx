const TOKEN = /("(?:[^"\\]|\\.)*":?|\b(?:true|false|null)\b|-?\b\d+(?:\.\d+)?\b)/;

function colorOf(token: string): string {
  if (token.endsWith(":")) return "text-accent";
  return token.startsWith('"') ? "text-good" : "text-warn";
}

/** JSON text with colors. */
export function Json({ text }: { text: string }) {
  return text.split(TOKEN).map((part, index) => {
    const key = `${index} ${part}`;
    return index % 2 === 0 ? (
      part
    ) : (
      <span key={key} className={colorOf(part)}>
        {part}
      </span>
    );
  });
}
