/** What a mail looks like as text and as HTML, whatever a user's name contains. */
import { describe, expect, it } from "vitest";
import { nameInMail } from "@/domain/mail";
import { BROKEN } from "@/domain/text";
import { layOutMail } from "@/server/services/mail-layout";

const MAIL = {
  subject: "Confirm your email",
  paragraphs: ["Hello.", "One more step."],
  action: { label: "Confirm", path: "/verify?secret=a&b=c" },
  after: ["It works for a day."],
} as const;
const mailWith = (values: object) =>
  layOutMail({ ...MAIL, paragraphs: ["Hello."], after: [], ...values }, "jo@example.test");

const FAMILY = "👩‍👩‍👧‍👦";
const HOSTILE: [kind: string, name: string][] = [
  ["an element", '<img src=x onerror="alert(1)">'],
  ["line breaks", "Jo\r\nBcc: all@shop.test\r\n\r\n<script>"],
  ["other directions", "\u202Eevil\u2066\u2066"],
  ["80 families", FAMILY.repeat(80)],
  ["one endless character", `e${"\u0301".repeat(5000)}`],
  ["the ends of elements", "</title></style>"],
];

describe("a mail", () => {
  it("is text whose link has a line of its own, and ends with why it came", () => {
    expect(
      layOutMail({ ...MAIL, paragraphs: [...MAIL.paragraphs], after: [...MAIL.after] }, "jo@example.test").text,
    ).toBe(
      `Hello.

One more step.

Confirm:
http://localhost:3000/verify?secret=a&b=c

It works for a day.

-- 
You get this mail because jo@example.test was used at Roundtrip (localhost:3000).
`,
    );
  });

  it("is HTML with a language, a preheader, a button, the link as text, and colors for the dark", () => {
    const { html } = mailWith({});
    const link = "http://localhost:3000/verify?secret=a&amp;b=c";
    for (const part of ['<html lang="en" dir="ltr">', "<title>Confirm your email</title>", `>${link}</a>`]) {
      expect(html).toContain(part);
    }
    expect(html).toMatch(
      /<body[^>]*background:#faf8f4;color:#1c1a17[^>]*><div[^>]*>\s*<div class="preheader"[^>]*>Hello\.<\/div>/,
    );
    expect(html).toMatch(new RegExp(`<a href="${link.replace("?", "\\?")}" class="button"[^>]*>Confirm</a>`));
    expect(html).toMatch(
      /<meta name="color-scheme" content="light dark">[\s\S]*@media \(prefers-color-scheme:dark\)\{\.page\{/,
    );
    expect(html).not.toMatch(/<(table|img|script|link)\b|url\(/);
  });

  it("has no link without an action", () => {
    const { html, text } = mailWith({ action: undefined });
    expect(html).not.toContain("<a ");
    expect(text).not.toContain("http://localhost:3000/");
  });

  it.each(HOSTILE)("stays one document with one header line for a name of %s", (_kind, name) => {
    const clean = mailWith({});
    const { subject, html, text } = mailWith({ subject: `Hello ${name}`, paragraphs: [`Hello ${nameInMail(name)}.`] });
    const tagsOf = (document: string) => document.match(/<[a-z/!][^>]*>/gi)?.map((tag) => tag.split(/[\s>]/)[0]);
    expect(tagsOf(html)).toEqual(tagsOf(clean.html));
    expect(subject).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
    expect(subject.length).toBeLessThanOrEqual(201);
    expect(subject).not.toMatch(BROKEN);
    expect(text.split("\n").length).toBe(clean.text.split("\n").length);
    expect(html).not.toMatch(/[\u202a-\u202e]/);
  });

  it("keeps line breaks and other directions out of every line, also of a name that was not shortened", () => {
    const { text } = mailWith({ paragraphs: ["Hello\nJo\u202E"], after: ["a\r\nb"] });
    expect(text).toContain("Hello Jo \n\n");
    expect(text).toContain("a  b");
  });
});
