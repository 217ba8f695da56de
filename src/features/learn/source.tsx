import { Code } from "@/features/docs";
import { sources } from "@/generated/sources";
import "./source.css";

/** An excerpt of the repository, as it was when the app was built (scripts/sources.mjs). */
export function Source({ reference }: { reference: string }) {
  const source = sources[reference];
  const [file = "", name = ""] = reference.split(/#(.*)/s);
  if (!source) throw new Error(`There is no excerpt ${reference}. Run: npm run db:generate`);
  return (
    <details className="source">
      <summary>
        <span className="symbol" translate="no">
          {name}
        </span>{" "}
        <span className="file" translate="no">{`${file}:${source.line}`}</span>
      </summary>
      <div className="dark">
        <Code className="px-4 py-3">
          {source.parts.map(([kind, text], index) =>
            kind ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text.
              <i key={index} className={kind}>
                {text}
              </i>
            ) : (
              text
            ),
          )}
        </Code>
      </div>
    </details>
  );
}
