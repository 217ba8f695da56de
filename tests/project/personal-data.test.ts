/** Personal data: every Prisma model that refers to a user is exported and erased, or says why not. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { EXPORTED_ACCOUNT } from "@/domain/personal-data";
import { product } from "@/product";
import { personalData } from "@/server/personal-data";

const FILE = "src/server/personal-data.ts";
const schema = readFileSync(resolve(import.meta.dirname, "../../prisma/schema.prisma"), "utf8");

type Entries = Record<string, Partial<(typeof personalData)[string]>>;

/** The models of a Prisma schema, and whether each refers to a user. */
function modelsOf(text: string): Map<string, boolean> {
  const code = text.replaceAll(/\/\/.*$/gm, "");
  const models = [...code.matchAll(/^model\s+(\w+)\s*\{([\s\S]*?)^\}/gm)];
  return new Map(models.map(([, name = "", body = ""]) => [name, name !== "User" && refersToUser(body)]));
}

const refersToUser = (body: string) =>
  body.split("\n").some((line) => /^\s*(\w+\s+User\b|(user|owner)Id\s)/.test(line));

/** The faults of the entries for a schema, and their remedies. */
function problemsOf(text: string, entries: Entries): string[] {
  const models = modelsOf(text);
  const missing = [...models].filter(([name, isOfUser]) => isOfUser && !entries[name]).map(([name]) => name);
  return [
    ...missing.map(
      (name) => `Model ${name} refers to a user. Add it to ${FILE}: how it is exported and erased (or why not).`,
    ),
    ...Object.entries(entries).flatMap(([name, { sections, notExported, erase, kept }]) => [
      ...(models.has(name) ? [] : [`Remove ${name} from ${FILE}: prisma/schema.prisma has no such model.`]),
      ...(sections || notExported ? [] : [`Add sections or notExported to ${name} in ${FILE}.`]),
      ...(erase || kept ? [] : [`Add erase or kept to ${name} in ${FILE}.`]),
    ]),
  ];
}

it("every model of prisma/schema.prisma that refers to a user is listed completely", () => {
  expect(problemsOf(schema, personalData)).toEqual([]);
});

const sectionsOf = ({ sections = {} }: Entries[string]) => Object.keys(sections);

it("the names of the exported sections are unique, and each is named on the page of the download", () => {
  const names = Object.values(personalData).flatMap(sectionsOf);
  expect(names).toEqual([...new Set(names)]);
  const named = Object.keys({ ...EXPORTED_ACCOUNT, ...product.personalData.exported });
  expect(names.sort(), "Name it in product.personalData.exported (src/product.ts)").toEqual(named.sort());
});

it("what a deletion erases of the product's sections is named where an account is deleted", () => {
  const exported: Record<string, string> = product.personalData.exported;
  const erased = Object.values(personalData).flatMap((entry) => (entry.erase ? sectionsOf(entry) : []));
  const words = erased.flatMap((section) => exported[section] ?? []);
  expect(product.personalData.erased, "Add it to product.personalData.erased (src/product.ts)").toEqual(
    expect.arrayContaining(words),
  );
});

describe("a problem is reported with the file to edit", () => {
  const withModel = (field: string) => `${schema}\nmodel Planted {\n  id String @id\n${field}\n}\n`;

  it.each([
    "  author User @relation(fields: [authorId], references: [id])",
    "  author User? @relation(fields: [authorId], references: [id])",
    "  readers User[]",
    '  userId String @map("user_id")',
    "  ownerId String?",
  ])("for a new model with the field: %s", (field) => {
    expect(problemsOf(withModel(field), personalData)).toEqual([
      `Model Planted refers to a user. Add it to ${FILE}: how it is exported and erased (or why not).`,
    ]);
  });

  it.each(["  productId String", "  // userId String", "  /// of a User", "  text String /// its User"])(
    "not for a model without a user: %s",
    (field) => {
      expect(problemsOf(withModel(field), personalData)).toEqual([]);
    },
  );

  it.each<[string, Entries[string], string]>([
    ["no export", { kept: "Accounting." }, `Add sections or notExported to Planted in ${FILE}.`],
    ["no erasure", { notExported: "Ids only." }, `Add erase or kept to Planted in ${FILE}.`],
  ])("for an entry with %s", (_what, entry, problem) => {
    expect(problemsOf(withModel("  userId String"), { ...personalData, Planted: entry })).toEqual([problem]);
  });

  it("for an entry without a model", () => {
    const entry = { notExported: "Ids only.", kept: "Accounting." };
    expect(problemsOf(schema, { ...personalData, Planted: entry })).toEqual([
      `Remove Planted from ${FILE}: prisma/schema.prisma has no such model.`,
    ]);
  });
});
