/** The import table of AGENTS.md as a graph: which layer may import which. */

export type Layer = {
  /** As in the table, such as server/core. */
  name: string;
  /** Layers of which it may import every file. */
  whole: string[];
  /** Layers of which it may import the named files only. */
  some: string[];
};

/** "a/{b,c}" names a/b and a/c. */
function expand(name: string): string[] {
  const [, before, inner, after] = /^(.*?)\{(.*?)\}(.*)$/.exec(name) ?? [];
  return inner === undefined ? [name] : inner.split(",").map((it) => `${before}${it}${after}`);
}

const codes = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, code = ""]) => expand(code));

/** The rows of the table whose first heading is "from". */
function rowsOf(markdown: string): [string, string][] {
  const table = markdown.slice(markdown.indexOf("| from |")).split("\n\n")[0] ?? "";
  return table
    .split("\n")
    .slice(2)
    .map((line) => line.split("|").map((it) => it.trim()))
    .map(([, from = "", to = ""]) => [from, to]);
}

/** A name of the table as the other rows write it: without the folder src and without an ending. */
const shortOf = (name: string) => name.replace(/^src\//, "").replace(/\.[a-z]+$/, "");

/** @param markdown AGENTS.md @returns the layers that are folders, and what each may import of the others */
export function layersOf(markdown: string): Layer[] {
  const rows = rowsOf(markdown).flatMap(([from, to]) => codes(from).map((name) => ({ name: shortOf(name), to })));
  const folders = rows
    .map(({ name }) => name)
    .filter((it) => !/personal-data|instrumentation|prisma|scripts|tests|database-url/.test(it));
  const names = new Set([...folders, "env"]);
  const find = (code: string) => [code, `server/${code}`].find((it) => names.has(it));
  const layers = folders.map((name): Layer => {
    const { to } = rows.find((row) => row.name === name) ?? { to: "" };
    const like = /as `(.*?)`, and/.exec(to)?.[1];
    const found = codes(`${like ? rows.find((row) => row.name === like)?.to : ""} ${to}`);
    const whole = found.flatMap((it) => find(it) ?? []);
    const parts = found.flatMap((it) => (find(it) ? [] : (find(it.split("/").slice(0, -1).join("/")) ?? [])));
    const others = (list: string[]) => [...new Set(list)].filter((it) => it !== name);
    return { name, whole: others(whole), some: others(parts).filter((it) => !whole.includes(it)) };
  });
  return [...layers, { name: "env", whole: [], some: [] }];
}
