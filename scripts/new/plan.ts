/** Everything that is written for a resource, computed before anything is. */
import { tidy } from "./code";
import { type Edit, MissingPlace } from "./edits";
import { adminPageFiles } from "./files/admin-pages";
import { apiTest } from "./files/api-test";
import { domainFile } from "./files/domain";
import { domainTest } from "./files/domain-test";
import { galleryScenes } from "./files/gallery-scenes";
import { httpTest } from "./files/http-test";
import { inputsFile } from "./files/inputs";
import { listService } from "./files/list-service";
import { migration } from "./files/model";
import { adminRouterFile, adminSchemaFile, moderationService } from "./files/moderation";
import { moderationTest } from "./files/moderation-test";
import { pageFiles } from "./files/pages";
import { personalDataService } from "./files/personal-data-service";
import { personalDataTest } from "./files/personal-data-test";
import { planTest } from "./files/plan-test";
import { racesTest } from "./files/races-test";
import { registrations } from "./files/registrations";
import { routerFile } from "./files/router";
import { schemaFile } from "./files/schema";
import { story, storyFactory } from "./files/stories";
import { topicFile } from "./files/topic";
import { writeService } from "./files/write-service";
import type { Project } from "./project";
import type { Resource } from "./resource";

export type Change = { path: string; before: string | undefined; after: string };

/** The files that a resource has for itself, by path. */
function ownFiles(resource: Resource, timestamp: string): Record<string, string> {
  const { names, isModerated, hasRest, hasPage, isLive } = resource;
  const { stem, table, path } = names;
  return {
    [`prisma/migrations/${timestamp}_${table}/migration.sql`]: migration(resource),
    [`src/domain/${stem}.ts`]: domainFile(resource),
    [`src/domain/${stem}.schema.ts`]: schemaFile(resource),
    [`src/server/services/${stem}.ts`]: writeService(resource),
    [`src/server/services/${stem}-list.ts`]: listService(resource),
    [`src/server/services/${stem}-personal-data.ts`]: personalDataService(resource),
    [`src/server/routers/${stem}.ts`]: routerFile(resource),
    ...(isLive && { [`src/features/${stem}/topic.ts`]: topicFile(resource) }),
    ...(hasPage && {
      ...pageFiles(resource),
      ...(isModerated && adminPageFiles(resource)),
      [`tests/e2e/${path}.spec.ts`]: story(resource),
      [`tests/e2e/make-${stem}.ts`]: storyFactory(resource),
      [`tests/e2e/gallery/${stem}-pages.ts`]: galleryScenes(resource),
    }),
    [`tests/setup/${stem}-inputs.ts`]: inputsFile(resource),
    [`tests/domain/${stem}.test.ts`]: domainTest(resource),
    [`tests/api/${stem}.test.ts`]: apiTest(resource),
    [`tests/api/${stem}-races.test.ts`]: racesTest(resource),
    [`tests/api/${stem}-plan.test.ts`]: planTest(resource),
    [`tests/api/${stem}-personal-data.test.ts`]: personalDataTest(resource),
    ...(hasRest && { [`tests/http/${stem}.test.ts`]: httpTest(resource) }),
    ...(isModerated && {
      [`src/domain/admin-${stem}.schema.ts`]: adminSchemaFile(resource),
      [`src/server/services/${stem}-moderation.ts`]: moderationService(resource),
      [`src/server/routers/admin-${stem}.ts`]: adminRouterFile(resource),
      [`tests/api/${stem}-moderation.test.ts`]: moderationTest(resource),
    }),
  };
}

/** The reasons that errors have already, those of the kernel included. */
function knownReasons(project: Project): string[] {
  const text = project.read("src/product.ts") + project.read("src/domain/error-reason.ts");
  return [...text.matchAll(/"([A-Z][A-Z_]+)"/g)].map(([, reason = ""]) => reason);
}

/** Applies edits, one after the other. @returns changed files, and what can't be done */
function applyEdits(project: Project, edits: readonly Edit[]) {
  const texts = new Map<string, string>();
  const problems: string[] = [];
  for (const { path, apply } of edits) {
    try {
      texts.set(path, apply(texts.get(path) ?? project.read(path)));
    } catch (error) {
      if (!(error instanceof MissingPlace)) throw error;
      problems.push(`${path}: this is not there, where a line would go: ${error.message}`);
    }
  }
  const edited = [...texts].map(([path, after]) => ({ path, before: project.read(path), after }));
  return { changes: edited.filter(({ before, after }) => before !== after), problems };
}

/** The names that a module imports and declares, each as often as it does. */
function namesIn(text: string): string[] {
  const imported = [...text.matchAll(/^import (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = ""]) => list.split(","));
  const declared = [...text.matchAll(/^(?:export )?(?:async )?(?:const|function|type|class) (\w+)/gm)];
  return [
    ...imported
      .map((it) =>
        it
          .trim()
          .replace(/^type /, "")
          .replace(/^.* as /, ""),
      )
      .filter(Boolean),
    ...declared.map(([, name = ""]) => name),
  ];
}

/** The names that a change would give to two things. */
function problemsOfNames({ path, before = "", after }: Change): string[] {
  const known = namesIn(before);
  const added = namesIn(after).slice();
  for (const name of known) added.splice(added.indexOf(name), 1);
  return added.filter((name) => known.includes(name)).map((name) => `${path} has ${name} already.`);
}

/**
 * The migration's timestamp: now, or a second after the last one, which may have been made by a clock that is ahead, or in another
 * time zone.
 */
export function nextTimestamp(existing: readonly string[], now = new Date()): string {
  const stampOf = (date: Date) => date.toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const last = [...existing].sort().at(-1) ?? "";
  const stamp = stampOf(now);
  if (stamp > last) return stamp;
  const part = (start: number, length = 2) => Number(last.slice(start, start + length));
  return stampOf(new Date(Date.UTC(part(0, 4), part(4) - 1, part(6), part(8), part(10), part(12) + 1)));
}

/** All changes, or the problems that keep the resource from being written. */
export function planFor(
  project: Project,
  resource: Resource,
  timestamp: string,
): { changes: Change[]; problems: string[] } {
  const files = ownFiles(resource, timestamp);
  const taken = Object.keys(files).filter(project.exists);
  const { changes, problems } = applyEdits(project, registrations(resource, knownReasons(project), project.exists));
  const created = Object.entries(files).map(([path, text]) => ({ path, before: undefined, after: tidy(text) }));
  return {
    changes: [...created, ...changes],
    problems: [
      ...taken.map((path) => `There is ${path} already.`),
      ...problems,
      ...changes.filter(({ path }) => /\.tsx?$/.test(path)).flatMap(problemsOfNames),
    ],
  };
}
