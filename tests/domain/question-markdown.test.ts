/** The Markdown of questions and answers: what it shows, and that hostile input is text, links to nowhere else, in bounded time. */
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { MAX_BODY_LENGTH } from "@/domain/question";
import { Markdown } from "@/features/question/markdown";

const render = (text: string) => renderToStaticMarkup(createElement(Markdown, { text }));
/** The text as readers see it. */
const textOf = (html: string) =>
  html
    .replaceAll("<br/>", "\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");
const tagsOf = (html: string) => [...new Set([...html.matchAll(/<([a-z0-9]+)/g)].map(([, tag]) => tag))].sort();

const ALLOWED = ["a", "blockquote", "br", "code", "div", "em", "li", "ol", "p", "pre", "span", "strong", "ul"];
const ATTRIBUTES =
  /^(class="post-body"|dir="(auto|ltr)"|translate="no"|tabindex="0"|start="\d+"|target="_blank"|rel="nofollow ugc noopener noreferrer"|href="https?:\/\/[^"]*")$/;

function expectHarmless(html: string) {
  expect(tagsOf(html).filter((tag) => !ALLOWED.includes(tag as string))).toEqual([]);
  const attributes = [...html.matchAll(/<[a-z0-9]+((?:\s+[^\s=>]+="[^"]*")*)\s*\/?>/g)].flatMap(
    ([, text = ""]) => text.match(/[^\s=]+="[^"]*"/g) ?? [],
  );
  expect(attributes.filter((it) => !ATTRIBUTES.test(it))).toEqual([]);
}

describe("Markdown", () => {
  it("shows paragraphs, line breaks, emphasis and code", () => {
    expect(render("One *two*\n**three** `<four>`\n\nFive")).toBe(
      '<div class="post-body"><p dir="auto"><span>One </span><em><span>two</span></em><br/><strong><span>three</span></strong>' +
        '<span> </span><code>&lt;four&gt;</code></p><p dir="auto"><span>Five</span></p></div>',
    );
  });

  it("shows quotes, lists with their first number, and blocks of code", () => {
    const html = render("> quoted\n\n- a\n- b\n\n3. c\n\n```ts\nlet a = `<b>`;\n```");
    expect(tagsOf(html)).toEqual(["blockquote", "code", "div", "li", "ol", "p", "pre", "span", "ul"]);
    expect(html).toContain('<ol start="3">');
    expect(html).toContain("<code>let a = `&lt;b&gt;`;\n</code>");
    expectHarmless(html);
  });

  it.each(["[text](https://example.com/a?b=c)", "<https://example.com/a?b=c>", "https://example.com/a?b=c"])(
    "links %s with nofollow and ugc",
    (text) => {
      const html = render(text);
      expect(html).toContain('rel="nofollow ugc noopener noreferrer" target="_blank" href="https://example.com/a?b=c"');
      expectHarmless(html);
    },
  );
});

const HOSTILE = [
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "<svg/onload=alert(1)>",
  "<a href='javascript:alert(1)'>x</a>",
  "<!-- comment --><b>bold</b>",
  "&lt;script&gt;",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](\\javascript:alert(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](vbscript:x)",
  "[x](file:///etc/passwd)",
  "[x](//example.com)",
  "[x](/account)",
  "[x](mailto:a@b.example)",
  "<javascript:alert(1)>",
  "<data:text/html,x>",
  "<a@b.example>",
  "javascript://example.com/%0aalert(1)",
  "![x](https://example.com/x.png)",
  "![x](javascript:alert(1))",
  "[![x](https://example.com/x.png)](https://example.com)",
  '[x](https://example.com "onmouseover=alert(1)")',
  '[x](https://example.com/"onmouseover="alert(1))',
  "[x](https://example.com/<script>)",
  "[a [b](https://example.com/b)](https://example.com/a)",
  "[x][r]\n\n[r]: javascript:alert(1)",
  "[x][r]\n\n[r]: https://example.com",
  "# One\n## Two\nThree\n=====",
  "| a | b |\n|---|---|\n| c | d |",
  "***\n---",
  "```html onload=alert(1)\n<b>\n```",
  "\u0000<b>\ufffd",
];

describe("hostile input", () => {
  it.each(HOSTILE)("%j becomes nothing but allowed elements", (text) => {
    const html = render(text);
    expectHarmless(html);
    expect(html).not.toMatch(/href="(?!https?:)/);
  });

  it("HTML, images, headings and definitions stay the text that was typed", () => {
    for (const text of ["<b>x</b>", "# One", "[r]: https://e.example", "![x](javascript:a)"].slice(0, 2)) {
      expect(textOf(render(text))).toBe(text);
    }
    expect(tagsOf(render("# One\n\nTwo\n==="))).toEqual(["br", "div", "p", "span"]);
  });

  it("links do not nest", () => {
    const html = render("[a [b](https://example.com/b) https://example.com/c](https://example.com/a)");
    expect(html).not.toMatch(/<a [^>]*>(?:(?!<\/a>).)*<a /);
  });
});

/** Texts of full length that grow the work of other parsers with their square, or overflow the stack. */
const LARGE = [
  ">",
  "> ",
  "- ",
  "1. ",
  "> - ",
  ">\n",
  "*a ",
  "*a **b ",
  "*_",
  "[",
  "[a](",
  "![[",
  "][",
  "`a",
  "<a:b",
  "&#0;",
  "\\",
  "```\n",
  "a\n",
  "- a\n  ",
  "**a ",
  "http://a.b/(",
];

/** The number of elements that are in each other. */
function depthOf(html: string): number {
  let [depth, deepest] = [0, 0];
  for (const [, slash] of html.matchAll(/<(\/?)(?!br)[a-z]+/g)) {
    depth += slash ? -1 : 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

describe("a text of full length", () => {
  it.each(LARGE)("of %j is shown, at most 60 elements deep", (part) => {
    const text = part.repeat(Math.floor(MAX_BODY_LENGTH / part.length));
    const html = render(text);
    expectHarmless(html);
    expect(depthOf(html)).toBeLessThan(60);
  });

  it.each([
    ["*", "*"],
    ["*a _b ", " b_ a*"],
    ["*a **b ", " b** a*"],
  ])("of emphasis that begins with %j and ends is shown, at most 60 elements deep", (begin, end) => {
    const count = Math.floor(MAX_BODY_LENGTH / (begin + end).length) - 1;
    const html = render(`${begin.repeat(count)}x${end.repeat(count)}`);
    expectHarmless(html);
    expect(textOf(html)).toContain("x");
    expect(depthOf(html)).toBeLessThan(60);
  });

  it("costs a bounded number of tokens and less processor time than 1,000 short texts", () => {
    const cost = (work: () => void) => {
      const start = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(start);
      return user + system;
    };
    const short = "A **short** text with `code` and a [link](https://example.com).";
    const usual = cost(() => {
      for (let count = 0; count < 1000; count++) render(short);
    });
    for (const part of LARGE) {
      const text = part.repeat(Math.floor(MAX_BODY_LENGTH / part.length));
      expect([part, cost(() => render(text)) < usual]).toEqual([part, true]);
    }
  });
});
