/** The project, as if it had four more resources: what `npm run new` finds in them, whatever else there is. */
import { type Project, projectAt } from "../../scripts/new/project";
import { root } from "./scripts";

const model = (name: string, table: string, columns: string) =>
  `\nmodel ${name} {\n  id String @id @default(cuid(2))\n${columns}\n\n  @@map("${table}")\n}\n`;

const page = (name: string, stem: string) => `import { ${name}View } from "@/features/${stem}/${stem}-view";

export default async function ${name}Page({ params }: PageProps<"/${stem}s/[id]">) {
  const { id } = await params;
  return (
    <Hydrate>
      <${name}View id={id} />
    </Hydrate>
  );
}
`;

const router = (byId: string) => `export const it = router({\n  list: ${byId}\n  byId: ${byId}\n});\n`;

/** Files that only they have: everyone reads cases, owners read their logs, invoices name no owner, and remarks can be hidden. */
const files: Readonly<Record<string, string>> = {
  "src/server/routers/specimen-case.ts": router("publicProcedure"),
  "src/domain/specimen-case.schema.ts":
    "export const ListSpecimenCases = z.object({ search: Search, cursor: Cursor.nullish(), limit: Limit });",
  "src/app/specimen-cases/[id]/page.tsx": page("SpecimenCase", "specimen-case"),
  "src/server/routers/specimen-log.ts": router("protectedProcedure"),
  "src/domain/specimen-log.schema.ts":
    "export const ListSpecimenLogs = z.object({ cursor: Cursor.nullish(), limit: Limit });",
  "src/app/specimen-logs/[id]/page.tsx": page("SpecimenLog", "specimen-log"),
  "src/server/routers/specimen-remark.ts": router("publicProcedure"),
  "src/domain/specimen-remark.schema.ts":
    "export const ListSpecimenRemarks = z.object({ chapter: Chapter, cursor: Cursor.nullish(), limit: Limit });",
};

/** What files of the project have in addition. */
const additions: Readonly<Record<string, string>> = {
  "prisma/schema.prisma": [
    model("SpecimenCase", "specimen_cases", "  name String"),
    model("SpecimenLog", "specimen_logs", '  ownerId String @map("owner_id")'),
    model("SpecimenInvoice", "specimen_invoices", '  userId String @map("user_id")'),
    model("SpecimenRemark", "specimen_remarks", '  title String?\n  hiddenAt DateTime? @map("hidden_at")'),
  ].join(""),
  "tests/setup/factories.ts": `
export function makeSpecimenCase(data = {}) {}
export const makeSpecimenLog = (owner: Principal) => {};
export const makeSpecimenInvoice = (owner: Principal) => {};
export const makeSpecimenRemark = (author: Principal) => {};
`,
};

const project = projectAt(root);

export const fixtureProject: Project = {
  root,
  read: (path) => files[path] ?? project.read(path) + (additions[path] ?? ""),
  exists: (path) => path in files || project.exists(path),
};
