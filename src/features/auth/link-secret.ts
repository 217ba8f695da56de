/** The secret of a link in a mail: of `?link=`, once. */
export const toLinkSecret = (link: string | string[] | undefined): string =>
  (typeof link === "string" ? link : "").slice(0, 100);
