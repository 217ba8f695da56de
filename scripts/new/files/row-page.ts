/** `src/app/reviews/[id]/page.tsx`, the view that it shows, and how it is deleted. */
import { when } from "../code";
import { isMultiline } from "../fields";
import { sentence } from "../names";
import type { Resource } from "../resource";
import { titleField, valueCode } from "./controls";
import { conditional, showImports } from "./list";
import { linkImport, relationCode, shownIf } from "./relation-link";

export function rowPage(resource: Resource): string {
  const { type, one, path, stem, label } = resource.names;
  const title = titleField(resource);
  const isTitled = title && !isMultiline(title);
  const fetch = `load(\`/${path}/\${id}\`, (api) => api.${one}.byId.fetch({ id }))`;
  const metadata = isTitled
    ? `const fetch${type} = (id: string) => ${fetch};

export async function generateMetadata({ params }: PageProps<"/${path}/[id]">): Promise<Metadata> {
  return { title: (await fetch${type}((await params).id)).${title.prop} };
}`
    : `export const metadata: Metadata = { title: "${sentence(label)}" };`;
  return `import type { Metadata } from "next";
import { ${type}View } from "@/features/${stem}/${stem}-view";
import { Hydrate, load } from "@/trpc/server";

${metadata}

export default async function ${type}Page({ params }: PageProps<"/${path}/[id]">) {
  const { id } = await params;
  await ${isTitled ? `fetch${type}(id)` : fetch};
  return (
    <Hydrate>
      <${type}View id={id} />
    </Hydrate>
  );
}
`;
}

export function viewFile(resource: Resource): string {
  const { names, fields, relations, isPublic, isModerated } = resource;
  const { type, one, path, stem, label, labels } = names;
  const title = titleField(resource);
  const isShort = title && !isMultiline(title);
  const shown = fields.filter((it) => it.kind !== "ref" && !(isShort && it === title));
  const canWrite = isPublic ? (isModerated ? `canEdit(${one})` : `${one}.isMine`) : "";
  const facts = shown.map((field) => {
    const value = `${one}.${field.prop}`;
    const fact = `<Fact name="${sentence(field.label)}">${valueCode(resource, field, value)}</Fact>`;
    return conditional(field, value, fact);
  });
  const links = relations.map((it) => {
    const { code, condition } = relationCode(resource, it, "text-accent underline underline-offset-4");
    return shownIf({ code: `<Fact name="${sentence(it.field.label)}">${code}</Fact>`, condition });
  });
  const rows = [...links, ...facts];
  const edit = `<Button variant="outline" size="small" onClick={() => setEditing(true)}>
              Edit
            </Button>`;
  const remove = `<Delete${type}Button ${one}={${one}} />`;
  const actions = isPublic
    ? `${one}.isMine && (
          <div className="flex flex-wrap gap-3">
            ${isModerated ? `{${canWrite} && !isEditing && (${edit})}` : `{!isEditing && (${edit})}`}
            ${remove}
          </div>
        )`
    : `
          <div className="flex flex-wrap gap-3">
            {!isEditing && (${edit})}
            ${remove}
          </div>
        `;
  return `"use client";
import { type ReactNode, useRef, useState } from "react";
import { BackLink } from "@/components/back-link";
${when(isModerated, 'import { Badge } from "@/components/badge";\n')}import { Button } from "@/components/button";
import { Card } from "@/components/card";
${linkImport(resource)}import { Page } from "@/components/page";
${showImports(resource, shown)}${when(isModerated, `import { canEdit } from "@/domain/${stem}";\n`)}import { Time } from "@/shell/time";
import { api } from "@/trpc/client";
import { Delete${type}Button } from "./delete-${stem}-button";
import { Edit${type}Form } from "./edit-${stem}-form";

/** ${sentence(names.a)}, which its ${isPublic ? "author" : "owner"} can edit and delete. */
export function ${type}View({ id }: { id: string }) {
  const [${one}] = api.${one}.byId.useSuspenseQuery({ id });
  const [isEditing, setEditing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  function close() {
    setEditing(false);
    heading.current?.focus(); // the form had the focus
  }
  return (
    <Page
      narrow
      headingRef={heading}
      back={<BackLink href="/${path}">All ${labels}</BackLink>}
      title=${isShort ? `{<bdi>{${one}.${title?.prop}}</bdi>}` : `"${sentence(label)}"`}
      ${when(isModerated, `badge={${one}.isHidden && <Badge tone="danger">Hidden by a moderator</Badge>}`)}
      lead=${
        isPublic
          ? `{
        <>
          <bdi>{${one}.author}</bdi>
          <span> · </span>
          <Time date={${one}.createdAt} />
        </>
      }`
          : `{<Time date={${one}.createdAt} />}`
      }
      aside={${actions}}
    >
      <Card className="p-4 sm:p-6">
        {isEditing ? (
          <Edit${type}Form ${one}={${one}} onClose={close} />
        ) : (
          <dl className="grid gap-4">
            ${rows.join("\n            ")}
            {${one}.editedAt && (<Fact name="Edited"><Time date={${one}.editedAt} /></Fact>)}
          </dl>
        )}
      </Card>
    </Page>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-muted text-sm">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}
`;
}

export function deleteButton(resource: Resource): string {
  const { names, isLive } = resource;
  const { type, one, path, label } = names;
  return `"use client";
import { useRouter } from "next/navigation";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { toast } from "@/shell/toast";
import { api, errorMessage } from "@/trpc/client";
${when(isLive, 'import { markOwnChange } from "@/trpc/own-changes";\n')}
/** Not optimistic: the page is left when the server has deleted the ${label}. */
export function Delete${type}Button({ ${one} }: { ${one}: { id: string } }) {
  const router = useRouter();
  const utils = api.useUtils();
  const remove = api.${one}.delete.useMutation({
    onSuccess() {
      ${when(isLive, `markOwnChange("${one}", ${one}.id);`)}
      utils.${one}.invalidate(undefined, { refetchType: "none" }); // this page would find nothing
      toast.success("${sentence(label)} deleted");
      router.push("/${path}");
    },
    onError: (error) => toast.error(errorMessage(error)),
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerOutline" size="small" pending={remove.isPending || remove.isSuccess}>
          Delete
        </Button>
      }
      title="Delete this ${label}?"
      description="This can't be undone."
      confirmLabel="Delete ${label}"
      cancelLabel="Keep ${label}"
      onConfirm={() => remove.mutate({ id: ${one}.id })}
    />
  );
}
`;
}
