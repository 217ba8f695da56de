const COOKIE = "sessionCookie";

type Operation = { security: Record<string, string[]>[] };
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, object> };
};

/** Removes cookie authentication from the document: the browser sends the cookie itself, so an input would do nothing. */
export function omitCookieAuth(document: Document): Document {
  const { [COOKIE]: _, ...securitySchemes } = document.components.securitySchemes;
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
