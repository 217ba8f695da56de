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
  /**
   * The tRPC list that its rows are chosen from, the property that names one of them, and whether browser tests have a file
   * that makes one; undefined without a list.
   */
  choice: { list: string; text: string; story: boolean } | undefined;
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
