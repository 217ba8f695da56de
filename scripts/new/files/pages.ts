import { type Resource, searchedFields } from "../resource";
import { editForm, updateHook } from "./edit-form";
import { createForm, fieldsFile } from "./forms";
import { css, listFile, rowFile } from "./list";
import { hasFilters, listPage, listView, searchBox, searchParams } from "./list-page";
import { parentLink } from "./parent-link";
import { deleteButton, rowPage, viewFile } from "./row-page";
import { chosenRelations, rowSelect, selectStem } from "./row-select";

/** The files of the pages, by path. */
export function pageFiles(resource: Resource): Record<string, string> {
  const { stem, path } = resource.names;
  const feature = `src/features/${stem}`;
  return {
    [`src/app/${path}/page.tsx`]: listPage(resource),
    [`src/app/${path}/[id]/page.tsx`]: rowPage(resource),
    ...(hasFilters(resource) && { [`${feature}/search-params.ts`]: searchParams(resource) }),
    ...(searchedFields(resource).length > 0 && { [`${feature}/search-box.tsx`]: searchBox(resource) }),
    ...Object.fromEntries(
      chosenRelations(resource).map((it) => [`${feature}/${selectStem(it)}.tsx`, rowSelect(resource, it)]),
    ),
    ...(resource.parent?.page && { [`${feature}/${path}-link.tsx`]: parentLink(resource, resource.parent) }),
    [`${feature}/${path}-view.tsx`]: listView(resource),
    [`${feature}/${stem}-list.tsx`]: listFile(resource),
    [`${feature}/${stem}-row.tsx`]: rowFile(resource),
    [`${feature}/${stem}.css`]: css(resource),
    [`${feature}/${stem}-view.tsx`]: viewFile(resource),
    [`${feature}/${stem}-fields.tsx`]: fieldsFile(resource),
    [`${feature}/create-${stem}-form.tsx`]: createForm(resource),
    [`${feature}/edit-${stem}-form.tsx`]: editForm(resource),
    [`${feature}/use-update-${stem}.ts`]: updateHook(resource),
    [`${feature}/delete-${stem}-button.tsx`]: deleteButton(resource),
  };
}
