/** Rules of mails. */
import { FORBIDDEN, isolate } from "./text";

/** Characters of a name in a mail, as people count them, and what these may consist of, in UTF-16 units. */
const MAX_LETTERS = 40;
const MAX_UNITS = 200;

const replaceAll = (text: string, pattern: RegExp, by: string) => text.replace(new RegExp(pattern, "gu"), by);

/**
 * A user's name within a line of a mail: bounded, isolated from the direction of the text around it, and nothing that mail
 * programs make a link of: anyone may sign up with anyone's address, and a text of their choice as the name.
 */
export function nameInMail(name: string): string {
  const plain = replaceAll(replaceAll(name.normalize("NFC"), FORBIDDEN, " "), /[/\\@:]/, " ");
  const words = plain
    .replace(/\.(?=\S)/g, ". ")
    .replace(/\s+/g, " ")
    .trim();
  const letters = [...new Intl.Segmenter("en").segment(words)].map(({ segment }) => segment);
  const cut = letters.length > MAX_LETTERS || words.length > MAX_UNITS;
  let kept = "";
  for (const letter of letters.slice(0, MAX_LETTERS)) if (kept.length + letter.length <= MAX_UNITS) kept += letter;
  return isolate(cut ? `${kept.trimEnd()}…` : kept);
}
