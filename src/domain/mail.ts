/** Rules of mails. */
import { FORBIDDEN, isolate } from "./text";

/** Of a name in a mail, in characters as people count them. */
const MAX_NAME = 40;
/** What a shortened text may have, in UTF-16 units: a single character may consist of any number of them. */
const MAX_UNITS = 200;

const replaceAll = (text: string, pattern: RegExp, by: string) => text.replace(new RegExp(pattern, "gu"), by);

/** Shortens a text to a number of characters, and never within one. */
export function shorten(text: string, max: number): string {
  const characters = [...new Intl.Segmenter("en").segment(text)].map(({ segment }) => segment);
  let kept = "";
  for (const character of characters.slice(0, max)) {
    if (kept.length + character.length > MAX_UNITS) break;
    kept += character;
  }
  return kept === text ? text : `${kept.trimEnd()}…`;
}

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
  return isolate(shorten(words, MAX_NAME));
}
