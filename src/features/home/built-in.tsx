const PROMISES = [
  {
    title: "The first HTML holds the data",
    text: "And its status is right: a missing order is a real 404, and the list reads without JavaScript.",
    file: "trpc/server.tsx",
  },
  {
    title: "Identity is decided once",
    text: "One function turns a request into a person. No procedure asks again, and a session that was ended stays ended.",
    file: "server/identity.ts",
  },
  {
    title: "A stranger’s order does not exist",
    text: "Rows are loaded by id and owner in one query. Somebody else’s and nobody’s give the same answer.",
    file: "server/procedures.ts",
  },
  {
    title: "Writes state what they need",
    text: "Fifty buyers of the last five get five orders, and twenty cancels cancel once: the update itself demands it.",
    file: "server/services/order.ts",
  },
  {
    title: "A refusal names the remedy",
    text: "Errors carry a reason, the line they mean and a request id. Faults stay in the log.",
    file: "server/errors.ts",
  },
  {
    title: "One vocabulary, both sides",
    text: "Rules and schemas are written once. The form, the procedure and the types all read the same file.",
    file: "domain/order.schema.ts",
  },
];

export function BuiltIn() {
  return (
    <section aria-labelledby="promises">
      <h2 id="promises" className="font-display text-3xl sm:text-4xl">
        What it gets right
      </h2>
      <ul className="mt-8 grid gap-x-10 sm:grid-cols-2 lg:grid-cols-3">
        {PROMISES.map(({ title, text, file }) => (
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
