const COOKIE = "sessionCookie";

type Operation = { security: Record<string, string[]>[] };
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, object> };
};

/** The browser sends the session's cookie by itself, and no script can set it: the console has no field for it. */
export function withoutCookie(document: Document): Document {
  const { [COOKIE]: _cookie, ...securitySchemes } = document.components.securitySchemes;
  const paths = mapValues(document.paths, (operations) =>
    mapValues(operations, (operation) => ({
      ...operation,
      security: operation.security.filter((scheme) => !(COOKIE in scheme)),
    })),
  );
  return { ...document, paths, components: { ...document.components, securitySchemes } };
}

function mapValues<In, Out>(record: Record<string, In>, map: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
