/** `tests/domain/review.test.ts`: what its fields take and refuse. */
import { imports, when } from "../code";
import type { Resource } from "../resource";
import { inputCode, wrongValues } from "../values";
import { object } from "./test-code";

export function domainTest({ names, fields }: Resource): string {
  const { type, stem, a } = names;
  const wrong = fields.flatMap((field) => wrongValues(field).map((code) => `[{ ${field.prop}: ${code} }]`));
  const constants = fields.flatMap(({ kind, constant }) => {
    if (kind === "text") return [`MAX_${constant}_LENGTH`];
    return kind === "int" || kind === "money" ? [`MIN_${constant}`, `MAX_${constant}`] : [];
  });
  const bounds = fields.flatMap((field) => {
    const { kind, constant, prop } = field;
    if (kind === "text") return [`[{ ${prop}: "x".repeat(MAX_${constant}_LENGTH) }]`];
    return kind === "int" || kind === "money"
      ? [`[{ ${prop}: MIN_${constant} }]`, `[{ ${prop}: MAX_${constant} }]`]
      : [];
  });
  const optional = fields.filter(({ isOptional }) => isOptional).map(({ prop }) => `[{ ${prop}: null }]`);
  const right = [...bounds, ...optional];
  const input = object([...fields.map((field) => [field.prop, inputCode(field)] as const), ["version", "0"]]);
  return `import { describe, expect, it } from "vitest";
${imports(`@/domain/${stem}`, ...constants)}import { Update${type} } from "@/domain/${stem}.schema";

const ${names.one} = ${input};

describe("the fields of ${a}", () => {
  ${when(
    right.length,
    `it.each([${right.join(", ")}])("take %o", (field) => {
    expect(Update${type}.safeParse({ ...${names.one}, ...field }).success).toBe(true);
  });
`,
  )}
  it.each([${wrong.join(", ")}])("refuse %o", (field) => {
    const { error } = Update${type}.safeParse({ ...${names.one}, ...field });
    expect(error?.issues.map(({ path }) => path[0])).toContain(Object.keys(field)[0]);
  });
});
`;
}
