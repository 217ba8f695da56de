/** The forms in which a resource or a field is named: `blog-post` is blogPost, BlogPost, blog_posts, "a blog post" ... */

export type Names = {
  /** `blog-post`: of files. */
  stem: string;
  /** `blogPost` and `blogPosts`: of variables, routers and sections. */
  one: string;
  many: string;
  /** `BlogPost` and `BlogPosts`: of types and functions. */
  type: string;
  types: string;
  /** `BLOG_POST` and `BLOG_POSTS`: of constants and reasons. */
  constant: string;
  constants: string;
  /** `blog_posts`: of the table. */
  table: string;
  /** `blog-posts`: of pages, and of the REST API. */
  path: string;
  /** `blog post`, `blog posts` and `a blog post`: in texts. */
  label: string;
  labels: string;
  a: string;
};

/** The words of a name in kebab, camel or snake case, in lower case. */
export const wordsOf = (name: string): string[] =>
  name
    .split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

export const camel = (words: readonly string[]): string =>
  words.map((word, index) => (index === 0 ? word : capital(word))).join("");
export const pascal = (words: readonly string[]): string => words.map(capital).join("");
export const snake = (words: readonly string[]): string => words.join("_");
export const constant = (words: readonly string[]): string => snake(words).toUpperCase();

/** `A review` */
export const sentence = (text: string): string => capital(text);

/** The plural of a regular English noun. */
export function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

/** Words whose first letter is pronounced otherwise: "a user", "an hour". */
const WITH_A = /^(eu|one|uni|use|usu|uti)/;
const WITH_AN = /^(heir|honest|honor|hour)/;

/** `a review`, `an answer` */
export const withArticle = (noun: string): string =>
  `${(/^[aeiou]/.test(noun) && !WITH_A.test(noun)) || WITH_AN.test(noun) ? "an" : "a"} ${noun}`;

/** @param many the plural, if it is not regular */
export function namesOf(name: string, many?: string): Names {
  const words = wordsOf(name);
  const all = many ? wordsOf(many) : [...words.slice(0, -1), plural(words.at(-1) ?? "")];
  const [label, labels] = [words.join(" "), all.join(" ")];
  return {
    stem: words.join("-"),
    one: camel(words),
    many: camel(all),
    type: pascal(words),
    types: pascal(all),
    constant: constant(words),
    constants: constant(all),
    table: snake(all),
    path: all.join("-"),
    label,
    labels,
    a: withArticle(label),
  };
}
