/** Takes models and enums out of prisma/schema.prisma, with the relations of others to them. */

const block = (name: string) => new RegExp(`(?:^///.*\\n)*^(?:model|enum) ${name} \\{\\n[\\s\\S]*?^\\}\\n+`, "m");

/** @throws Error for a name that is not there */
export function withoutModels(schema: string, names: readonly string[]): string {
  let text = schema;
  for (const name of names) {
    if (!block(name).test(text)) throw new Error(`prisma/schema.prisma has no model or enum ${name}.`);
    text = text.replace(block(name), "");
  }
  const relation = new RegExp(`(?:^ +///.*\\n)*^ +\\w+ +(?:${names.join("|")})(?:\\[\\]|\\?)?(?: .*)?\\n`, "gm");
  return `${text.replace(relation, "").trimEnd()}\n`;
}

/** The models that are left and have a field of one that goes, by name: they are somebody's own. */
export function modelsThatRefer(schema: string, gone: readonly string[], known: readonly string[]): string[] {
  return [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(([, name = "", body = ""]) => {
    const refers = new RegExp(`^ +\\w+ +(?:${gone.join("|")})(?:\\[\\]|\\?)?(?: |$)`, "m").test(body);
    return refers && !gone.includes(name) && !known.includes(name) ? [name] : [];
  });
}
