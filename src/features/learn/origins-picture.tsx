import { Figure } from "./figure";

type Address = {
  /** In pieces; the one that differs is marked. */
  parts: readonly (string | { differs: string })[];
  verdict: string;
  isSame?: true;
};

const ADDRESSES: readonly Address[] = [
  { parts: ["https://shop.example/learn"], verdict: "this page", isSame: true },
  { parts: ["https://shop.example/api/v1/orders"], verdict: "same origin: only the path differs", isSame: true },
  { parts: [{ differs: "http" }, "://shop.example/learn"], verdict: "another scheme" },
  { parts: ["https://", { differs: "api.shop.example" }, "/orders"], verdict: "another host" },
  { parts: ["https://shop.example:", { differs: "8443" }, "/learn"], verdict: "another port" },
  { parts: [{ differs: "null" }], verdict: "a sandboxed frame: equal to no origin" },
];

/** Addresses, each compared with the origin of a page. */
export function OriginsPicture() {
  return (
    <Figure caption="Scheme, host and port are compared as text. One difference makes two origins.">
      <ul className="origins">
        {ADDRESSES.map(({ parts, verdict, isSame }) => (
          <li key={verdict} className={isSame && "same"}>
            <code translate="no">
              {parts.map((part) =>
                typeof part === "string" ? (
                  <span key={part}>{part}</span>
                ) : (
                  <mark key={part.differs}>{part.differs}</mark>
                ),
              )}
            </code>
            <span>{verdict}</span>
          </li>
        ))}
      </ul>
    </Figure>
  );
}
