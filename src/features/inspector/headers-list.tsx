import type { Header } from "@/domain/trace";

/** Headers as they went over HTTP. */
export function HeadersList({ headers }: { headers: readonly Header[] }) {
  return (
    <dl className="headers" translate="no">
      {headers.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header may appear several times.
        <div key={`${index} ${name}`}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
