import "server-only";
import { shorten } from "@/domain/mail";
import { FORBIDDEN } from "@/domain/text";
import { product } from "@/product";
import { publicUrl } from "@/server/platform/public-address";
import { MAIL_STYLES, type MailPart, mailStyle } from "./mail-styles";
import type { MailText } from "./mail-texts";

export type LaidOutMail = { subject: string; text: string; html: string };

/** Characters of a subject, at most: mail programs show about half of them. */
const MAX_SUBJECT = 150;

/** Line breaks would add headers or paragraphs; isolates, which `nameInMail` writes, stay. */
const oneLine = (text: string) =>
  text.replace(new RegExp(FORBIDDEN, "gu"), (character) => (/[\u2068\u2069]/.test(character) ? character : " "));

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const element = (name: string, part: MailPart, content: string, attributes = "") =>
  `<${name}${attributes} class="${part}" style="${mailStyle(part)}">${content}</${name}>`;

/**
 * A mail as plain text and as HTML that is readable in the light and in the dark, also where a mail program drops its style
 * sheet. Links lead to the public address.
 * @param address of the reader, named at its end
 */
export function layOutMail({ subject, paragraphs, action, after = [] }: MailText, address: string): LaidOutMail {
  const url = action && publicUrl(action.path);
  const footer = `You get this mail because ${address} was used at ${product.name} (${new URL(publicUrl("/")).host}).`;
  const before = paragraphs.map(oneLine);
  const rest = after.map(oneLine);

  const text = [...before, ...(action ? [`${oneLine(action.label)}:\n${url}`] : []), ...rest, `-- \n${footer}`];

  const toParagraph = (line: string) => element("p", "text", escapeHtml(line));
  const href = ` href="${escapeHtml(url ?? "")}"`;
  const button = action && [
    element("p", "text", element("a", "button", escapeHtml(oneLine(action.label)), href)),
    element("p", "quiet", `Or open this address:<br>${element("a", "link", escapeHtml(url ?? ""), href)}`),
  ];
  const body = [
    element("div", "preheader", escapeHtml(before[0] ?? "")),
    element("p", "brand", escapeHtml(product.name)),
    ...before.map(toParagraph),
    ...(button ?? []),
    ...rest.map(toParagraph),
    element("p", "footer", escapeHtml(footer)),
  ];
  const title = shorten(oneLine(subject), MAX_SUBJECT);
  return { subject: title, text: `${text.join("\n\n")}\n`, html: toDocument(title, body.join("\n")) };
}

const toDocument = (title: string, body: string) => `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${MAIL_STYLES}</style>
</head>
${element("body", "page", element("div", "column", `\n${body}\n`))}
</html>
`;
