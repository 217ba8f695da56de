const FEATURES = [
  {
    title: "Server-rendered, with real status codes",
    text: "A missing order is a 404; lists work without JavaScript.",
    file: "trpc/server.tsx",
  },
  {
    title: "One place decides who you are",
    text: "A single function resolves the caller of every request, so revoked sessions stop working everywhere.",
    file: "server/auth/identity.ts",
  },
  {
    title: "Other people's orders look like 404s",
    text: "Rows are loaded by ID and owner, so you can't tell one from an order that doesn't exist.",
    file: "server/core/procedures.ts",
  },
  {
    title: "Race-safe writes",
    text: "Fifty people buying the last five get five orders. The UPDATE enforces it.",
    file: "server/services/order.ts",
  },
  {
    title: "Errors that help",
    text: "A reason, the field and a request ID. Internals stay in the log.",
    file: "server/core/errors.ts",
  },
  {
    title: "One schema for both sides",
    text: "The form, the procedure and the types share one definition.",
    file: "domain/order.schema.ts",
  },
];

export function BuiltIn() {
  return (
    <section aria-labelledby="built-in">
      <h2 id="built-in" className="font-display text-3xl sm:text-4xl">
        What's built in
      </h2>
      <ul className="mt-8 grid gap-x-10 sm:grid-cols-2 lg:grid-cols-3">
        {FEATURES.map(({ title, text, file }) => (
          <li key={title} className="border-line border-t py-6">
            <h3 className="font-medium text-lg">{title}</h3>
            <p className="mt-2 text-muted leading-relaxed">{text}</p>
            <code className="mt-3 block text-accent text-xs">{file}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
