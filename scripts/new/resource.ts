/** What is written: a resource with its fields, relations and choices. */
import type { Field } from "./fields";
import type { Names } from "./names";

/** Another model that each row refers to. */
export type Relation = {
  /** The column in this resource. */
  field: Field;
  names: Names;
  /** The code that makes a row of it in tests. @param owner the name of a variable */
  make: (owner: string) => string;
  /** The condition, beyond the id, under which a caller may refer to a row: its SQL, with the owner's id as `userId`. */
  condition: string;
  /** Whether the condition names the owner. */
  isOwned: boolean;
  /** Whether moderators hide its rows. */
  isHideable: boolean;
  /** The property and the column by which people tell its rows apart; undefined without one. */
  title: { prop: string; column: string } | undefined;
  /** Whether a form can list its rows, and search them; undefined without a list that needs no input. */
  list: { isSearched: boolean } | undefined;
  /** The file of the page of a row, to which others are added after its view; undefined without one. */
  page: string | undefined;
  /** Whether that page is narrow. */
  isNarrow: boolean;
  /** Whether browser tests have a file that makes one. */
  hasStory: boolean;
};

export type Resource = {
  names: Names;
  fields: Field[];
  /** With the parent, which lists can be narrowed down to, as the first. */
  relations: Relation[];
  parent: Relation | undefined;
  isPublic: boolean;
  isModerated: boolean;
  hasRest: boolean;
  hasPage: boolean;
  isLive: boolean;
  /** Rows of one owner, at most. */
  limit: number;
};

/** All columns that an input sets: the parent's first. */
export const columnsOf = ({ parent, fields }: Resource): Field[] => [...(parent ? [parent.field] : []), ...fields];

/** A relation whose row has a name that may be shown to all who read this resource. */
export type NamedRelation = Relation & { title: NonNullable<Relation["title"]> };

/** The relations that are shown by name: not the private row of another user. */
export const namedRelations = ({ relations, isPublic }: Resource): NamedRelation[] =>
  relations.filter((it): it is NamedRelation => it.title !== undefined && !(it.isOwned && isPublic));

/** Whether the name may be missing. */
export const hasNullName = ({ field, isHideable }: Relation): boolean => field.isOptional || isHideable;

/** A relation whose rows a form can offer. */
export type ChoosableRelation = NamedRelation & { list: NonNullable<Relation["list"]> };

export const isChoosable = (it: Relation): it is ChoosableRelation => it.title !== undefined && it.list !== undefined;

/** The parent that hides its rows from others while it is hidden itself. */
export const hidingParent = ({ parent, isPublic }: Resource): Relation | undefined =>
  isPublic && parent?.isHideable ? parent : undefined;

/** The relations that an edit may change. */
export const editableRelations = ({ relations, parent }: Resource): Relation[] =>
  relations.filter((it) => it !== parent);

export const uniqueField = ({ fields }: Resource): Field | undefined => fields.find(({ isUnique }) => isUnique);
export const searchedFields = ({ fields }: Resource): Field[] => fields.filter(({ isSearched }) => isSearched);

/** The reasons of errors that its service throws. */
export const reasonsOf = ({ names, isModerated, ...resource }: Resource): string[] => [
  `TOO_MANY_${names.constants}`,
  ...(resource.fields.some(({ isUnique }) => isUnique) ? [`${names.constant}_EXISTS`] : []),
  ...(isModerated ? [`${names.constant}_HIDDEN`, "ALREADY_MODERATED"] : []),
];
