import { KeyRound } from "lucide-react";

const GITHUB =
  "M12 .5a12 12 0 0 0-3.8 23.4c.6.1.8-.3.8-.6v-2c-3.3.7-4-1.6-4-1.6-.6-1.4-1.4-1.8-1.4-1.8-1-.7.1-.7.1-.7 1.2.1 1.9 1.2 1.9 1.2 1 1.8 2.8 1.3 3.5 1 .1-.8.4-1.3.7-1.6-2.7-.3-5.5-1.3-5.5-6 0-1.2.5-2.3 1.3-3.1-.2-.4-.6-1.6 0-3.2 0 0 1-.3 3.4 1.2a11.5 11.5 0 0 1 6 0c2.3-1.5 3.3-1.2 3.3-1.2.6 1.6.2 2.8.1 3.2.8.8 1.2 1.9 1.2 3.2 0 4.6-2.8 5.6-5.5 5.9.5.4.9 1.1.9 2.2v3.3c0 .3.1.7.8.6A12 12 0 0 0 12 .5z";
const GOOGLE = {
  "#4285f4": "M23.5 12.3c0-.9-.1-1.5-.3-2.2H12v4.1h6.6a5.6 5.6 0 0 1-2.4 3.7l3.7 2.9c2.3-2.1 3.6-5.1 3.6-8.5z",
  "#34a853": "M12 24c3.2 0 6-1.1 7.9-2.9L16.2 18a7.3 7.3 0 0 1-11-3.8l-3.9 3A12 12 0 0 0 12 24z",
  "#fbbc05": "M5.2 14.3a7.4 7.4 0 0 1 0-4.6l-3.9-3a12 12 0 0 0 0 10.6z",
  "#ea4335": "M12 4.7c2.3 0 3.8 1 4.7 1.8l3.4-3.3A12 12 0 0 0 1.3 6.7l3.9 3A7.3 7.3 0 0 1 12 4.7z",
};

/** The mark of a sign-in provider. */
export function ProviderMark({ id }: { id: string }) {
  if (id === "github") {
    return (
      <svg aria-hidden viewBox="0 0 24 24" fill="currentColor" className="size-4.5">
        <path d={GITHUB} />
      </svg>
    );
  }
  if (id !== "google") return <KeyRound aria-hidden className="size-4.5" />;
  return (
    <svg aria-hidden viewBox="0 0 24 24" className="size-4.5">
      {Object.entries(GOOGLE).map(([color, path]) => (
        <path key={color} fill={color} d={path} />
      ))}
    </svg>
  );
}
