import { addAtEnd, addBefore, addEntry, addImport, addLast, addName, addToList, type Edit, replace } from "../edits";
import { sentence } from "../names";
import { type Resource, reasonsOf } from "../resource";
import { budgetEdits } from "./budgets";
import { listTitle } from "./list-page";
import { prismaModel } from "./model";
import { parentPageEdits } from "./parent-link";
import { factoryEdits } from "./test-registrations";

function schemaEdits(resource: Resource): Edit[] {
  const path = "prisma/schema.prisma";
  const { names, relations } = resource;
  const back = ({ names: { type } }: { names: { type: string } }): Edit => ({
    path,
    apply(text) {
      const model = new RegExp(`^model ${type} \\{\\n([\\s\\S]*?)(?=\\n\\n {2}(?:@@|///)|\\n {2}@@|\\n\\})`, "m");
      return replace(path, model, (found) => `${found}\n  ${names.many} ${names.type}[]`).apply(text);
    },
  });
  return [back({ names: { type: "User" } }), ...relations.map(back), addAtEnd(path, prismaModel(resource))];
}

function settingsEdits(resource: Resource, knownReasons: readonly string[]): Edit[] {
  const path = "src/product.ts";
  const { names, isPublic, isModerated, isLive, hasRest } = resource;
  const { labels, label } = names;
  const reasons = reasonsOf(resource).filter((it) => !knownReasons.includes(it));
  const list = reasons.map((it) => `"${it}"`).join(", ");
  return [
    addLast(path, "scopes: {", `"${names.path}:read": "${isPublic ? `Read ${labels}` : `See my ${labels}`}"`),
    addLast(path, "scopes: {", `"${names.path}:write": "Create, edit and delete ${labels} for me"`),
    ...(isLive ? [addLast(path, "topics: {", `${names.one}: "${names.path}:read"`)] : []),
    ...(isModerated
      ? [
          addLast(path, "acts: {", `"${names.one}.hidden": "${sentence(label)} hidden"`),
          addLast(path, "acts: {", `"${names.one}.restored": "${sentence(label)} restored"`),
        ]
      : []),
    addLast(path, "exported: {", `${names.many}: "${labels}"`),
    addLast(path, "erased: [", `"${labels}"`),
    addLast(path, "errorReasons: [", reasons.length > 1 ? `...[${list}]` : list),
    ...(hasRest
      ? [
          replace(
            path,
            /(\n\s+version: ")(\d+)\.(\d+)\.\d+(",)/,
            (_found, start, major, minor, end) => `${start}${major}.${Number(minor) + 1}.0${end}`,
          ),
        ]
      : []),
  ];
}

function serverEdits({ names, isModerated }: Resource): Edit[] {
  const { stem, one, type, types, many } = names;
  const app = "src/server/routers/_app.ts";
  const admin = "src/server/routers/admin.ts";
  const data = "src/server/personal-data.ts";
  return [
    addImport(app, `import { ${one}Router } from "./${stem}";`),
    addEntry(app, "router({", one, `${one}: ${one}Router`),
    ...(isModerated
      ? [
          addImport(admin, `import { admin${type}Router } from "./admin-${stem}";`),
          addEntry(admin, "router({", one, `${one}: admin${type}Router`),
        ]
      : []),
    addImport(data, `import { erase${types}, export${types} } from "@/server/services/${stem}-personal-data";`),
    addEntry(
      data,
      "personalData: Record<string, PersonalData> = {",
      type,
      `${type}: { sections: { ${many}: export${types} }, erase: erase${types} }`,
    ),
  ];
}

function topicEdits({ names: { one, stem } }: Resource): Edit[] {
  const path = "src/features/topics.ts";
  return [
    addImport(path, `import { ${one}Topic } from "./${stem}/topic";`),
    addEntry(path, "topics: Record<Topic, TopicHandler> = {", one, `${one}: ${one}Topic`),
  ];
}

function inputEdits({ names: { one, stem } }: Resource): Edit[] {
  const path = "tests/setup/inputs.ts";
  return [
    addImport(path, `import { ${one}Rows } from "./${stem}-inputs";`),
    addLast(path, "export const rows: Record<string, Row> = {", `...${one}Rows`),
  ];
}

function pageEdits(resource: Resource): Edit[] {
  const { names, parent, isPublic, isModerated } = resource;
  const { one, many, path, stem, labels, type } = names;
  const links = "src/shell/main-links.ts";
  const navigation = "src/shell/navigation.ts";
  const adminSection = "src/shell/admin-section.ts";
  const gallery = "tests/e2e/gallery/gallery.spec.ts";
  const budgets = "tests/e2e/budgets.spec.ts";
  const link = `mainLinks.${many}`;
  return [
    addName(navigation, "lucide-react", "FileText"),
    addBefore(navigation, "const docs: NavItem", `const ${many}: NavItem = { ...${link}, icon: FileText };\n`),
    addLast(links, "mainLinks = {", `${many}: { href: "/${path}", label: "${listTitle(resource)}" }`),
    addToList(links, "headerLinks: readonly MainLink[] = [", link, "mainLinks.learn"),
    ...(isPublic
      ? [
          addToList(links, "footerLinks: readonly MainLink[] = [", link, "mainLinks.docs"),
          addToList(navigation, "const everyone = [", many, "docs"),
        ]
      : [
          replace(navigation, /(\n {2}return \[.*?)(account, )/, (_found, start, next) => `${start}${many}, ${next}`),
          replace(
            navigation,
            /(return \[\.\.\.everyone, .*?)(\.\.\.accountSection\.items)/,
            (_found, start, next) => `${start}${many}, ${next}`,
          ),
        ]),
    ...(isModerated
      ? [
          addName(adminSection, "lucide-react", "FileText"),
          replace(
            adminSection,
            /( +\{ href: "\/admin\/security")/,
            (_found, line) => `{ href: "/admin/${path}", label: "${sentence(labels)}", icon: FileText },\n${line}`,
          ),
        ]
      : []),
    ...(parent?.page ? parentPageEdits(resource, parent) : []),
    addImport(gallery, `import { ${one}Pages } from "./${stem}-pages";`),
    addLast(gallery, "const SCENES: Record<string, Row> = {", `...${one}Pages`),
    addImport(budgets, `import { make${type} } from "./make-${stem}";`),
    addLast(budgets, "const ids: Record<string, string> = {", `"${path}": (await make${type}(customer)).id`),
  ];
}

/** All edits of a resource, in the sequence in which they are made. */
export function registrations(
  resource: Resource,
  knownReasons: readonly string[],
  exists: (path: string) => boolean,
): Edit[] {
  return [
    ...schemaEdits(resource),
    ...settingsEdits(resource, knownReasons),
    ...serverEdits(resource),
    ...(resource.isLive ? topicEdits(resource) : []),
    ...(resource.hasPage ? pageEdits(resource) : []),
    ...factoryEdits(resource),
    ...budgetEdits(resource, exists),
    ...inputEdits(resource),
  ];
}
