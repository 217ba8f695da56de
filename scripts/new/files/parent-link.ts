/** `features/review/reviews-link.tsx`: the way from the page of a parent to its rows, and where it goes. */
import { type Edit, replace } from "../edits";
import { sentence } from "../names";
import { VIEW } from "../project";
import type { Resource } from "../resource";

type Parent = NonNullable<Resource["parent"]>;

export function parentLink({ names }: Resource, { names: parent, field, isNarrow }: Parent): string {
  const { types, labels, path } = names;
  return `import { Link } from "@/components/link";

/** On the page of ${parent.a}: the way to its ${labels}, where others are added. */
export function ${types}Link({ ${field.prop} }: { ${field.prop}: string }) {
  return (
    <section className="mx-auto w-full ${isNarrow ? "max-w-3xl" : "max-w-6xl"} px-4 pb-14 sm:px-6">
      <h2 className="font-display text-3xl">${sentence(labels)}</h2>
      <p className="mt-2">
        <Link
          href={\`/${path}?${parent.one}=\${${field.prop}}\`}
          prefetch={false}
          className="text-accent underline underline-offset-4"
        >
          See and add ${labels}
        </Link>
      </p>
    </section>
  );
}
`;
}

/** The edits of the parent's page. */
export function parentPageEdits({ names }: Resource, { page = "", field }: Parent): Edit[] {
  const { types, stem, path } = names;
  const link = `<${types}Link ${field.prop}={id} />`;
  return [
    replace(page, VIEW, (found) => `${found}\n${link}`),
    replace(
      page,
      /^import .* from "@\/features\//m,
      (found) => `import { ${types}Link } from "@/features/${stem}/${path}-link";\n${found}`,
    ),
  ];
}
