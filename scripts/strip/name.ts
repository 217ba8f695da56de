/** The name of the project: what it may be, and where it is written. */
import { builtinModules } from "node:module";
import reserved from "../new/reserved-words.json" with { type: "json" };

/** As people read it, and as machines do: cookies, databases of tests, package.json. */
export type Name = { name: string; slug: string };

const MAX_LETTERS = 30;
const TAKEN = new Set([...builtinModules, ...reserved.sql.split(" "), "postgres", "public", "next", "react", "test"]);

/** Lower-case letters and digits: `Äcme Shop` becomes `acmeshop`. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "");

/** Why a name can't be used; undefined if it can. */
export function problemOf(name: string): string | undefined {
  const slug = slugOf(name);
  if (name.trim() === "") return "The name is empty.";
  if (!/^[\p{L}\p{N}][\p{L}\p{N}\p{M} .-]*$/u.test(name)) return "Use letters, digits, spaces, dots and hyphens.";
  if (name.length > MAX_LETTERS) return `Use ${MAX_LETTERS} letters at most: it stands in the header.`;
  if (!/^[a-z]/.test(slug)) return "Begin with a Latin letter: cookies and databases have the name, too.";
  if (slug.length < 2) return "Use at least two Latin letters or digits.";
  if (TAKEN.has(slug)) return `${slug} means something else to Node or PostgreSQL. Use another name.`;
  return undefined;
}

/** The name as src/product.ts has it. */
export function readName(settings: string): Name {
  const find = (key: string) => new RegExp(`^  ${key}: "([^"]+)"`, "m").exec(settings)?.[1];
  const [name, slug] = [find("name"), find("slug")];
  if (!name || !slug) throw new Error("src/product.ts has no name or no slug.");
  return { name, slug };
}

/**
 * Where the old name stays: the license, the starter's own history, and the role and the database of a development
 * server that has data.
 */
const KEPT_FILES =
  /^(LICENSE|CHANGELOG\.md|scripts\/(postgres\.mjs|strip\/.*)|package-lock\.json|tests\/project\/(new-project|upgrade)\.test\.ts)$/;
const KEPT_TEXT = "Roundtrip starter";

export const isRenamed = (path: string): boolean => !KEPT_FILES.test(path);

/** The starter's name, which the texts of scripts/strip have in a project of another name, too. */
export const STARTER: Name = { name: "Roundtrip", slug: "roundtrip" };

/** A text with the new name. */
export function rename(text: string, from: Name, to: Name): string {
  if (from.slug === to.slug && from.name === to.name) return text;
  return text
    .split(KEPT_TEXT)
    .map((part) =>
      part
        .replaceAll(new RegExp(`${from.slug}-demo(?:-password)?`, "g"), `${to.slug}-demo-password`)
        .replaceAll(from.name, to.name)
        .replaceAll(new RegExp(`\\b${from.slug}(?=\\b|_)`, "g"), to.slug),
    )
    .join(KEPT_TEXT);
}
