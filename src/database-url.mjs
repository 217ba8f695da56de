const SSL_MODES = ["disable", "require", "verify-ca", "verify-full"];

/** @returns why the application could not use a URL as its migrations do; undefined if it can */
function problemOf(/** @type {URLSearchParams} */ query) {
  const searchPath = /search_path\s*=\s*(\S+)/.exec(query.get("options") ?? "")?.[1];
  const schema = query.get("schema") ?? searchPath ?? "public";
  const mode = query.get("sslmode") ?? "disable";
  if (!schema.split(/\W+/).includes("public")) {
    return `the tables are in the schema "public", not in "${schema}": use a database of their own instead`;
  }
  if (!SSL_MODES.includes(mode)) return `sslmode=${mode} is not one of ${SSL_MODES.join(", ")}`;
  if (mode === "verify-ca" && !query.has("sslrootcert")) return "sslmode=verify-ca needs sslrootcert=FILE";
}

/**
 * node-postgres' configuration for a database URL: every connection of the server and the scripts is made by it.
 * `sslmode` means the same as to psql and Prisma: `require` encrypts, `verify-full` also verifies the certificate.
 * @param {string} url
 * @returns {{ connectionString: string }}
 * @throws {Error} saying what to change
 */
export function connectionConfig(url) {
  if (!/^postgres(ql)?:/.test(url) || !URL.canParse(url)) throw new Error("a postgresql:// URL");
  const parsed = new URL(url);
  const query = parsed.searchParams;
  const problem = problemOf(query);
  if (problem) throw new Error(problem);
  if (query.get("sslaccept") === "strict") query.set("sslmode", "verify-full"); // Prisma's name for it
  if (query.get("sslrootcert") === "system") query.delete("sslrootcert"); // Node's default
  query.set("uselibpqcompat", "true");
  return { connectionString: parsed.href };
}
