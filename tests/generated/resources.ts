/** Resources that differ in all that `npm run new` can be asked for: its arguments. */
export const RESOURCES = [
  // Owned, with a field of each type.
  [
    "trip",
    "--fields",
    "title:text(3..80) unique searched, budget:money(0..500000), startsAt:datetime, endsAt:datetime?, dueOn:date, state:enum(open|on-hold|done), isUrgent:bool, contact:email?, settings:json",
    ...["--owned", "--rest", "--page", "--limit", "20"],
  ],
  // Read by everyone, moderated, with a parent that everyone reads.
  [
    "review",
    ...["--fields", "rating:int(1..5), text:text(1..2000), photo:url?"],
    ...["--owned", "--belongs-to", "product", "--public-read", "--moderated", "--rest", "--page"],
  ],
  // Live, with a parent of the same owner, and a reference.
  [
    "trip-note",
    ...["--fields", "summary:text(1..120) searched, details:text(0..4000) searched, review:ref(review)?, weight:int?"],
    ...["--owned", "--belongs-to", "trip", "--live", "--rest", "--page"],
  ],
  // Read by everyone, while its parent is.
  ["reply", ...["--fields", "text:text(1..500)"], ...["--owned", "--belongs-to", "review", "--public-read"]],
];
