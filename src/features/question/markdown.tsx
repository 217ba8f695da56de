import MarkdownIt, { type Token } from "markdown-it";
import { createElement, type ReactNode } from "react";

/** Nothing is allowed but these rules. HTML, images, headings, tables and definitions of links stay the text that they are. */
const RULES = [
  ...["blockquote", "code", "fence", "list"],
  ...["autolink", "backticks", "emphasis", "entity", "escape", "link", "linkify", "newline"],
];
/**
 * What is in deeper quotes and lists is left out, and deeper emphasis has no effect: so that neither parsing nor rendering
 * depends on the depth. A browser's parser nests 512 elements at most, and React would find others than it has rendered.
 */
const MAX_DEPTH = 12;

const parser = new MarkdownIt("zero", { linkify: true, maxNesting: MAX_DEPTH }).enable(RULES);
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
parser.validateLink = (url) => /^https?:\/\//i.test(url);

/** Search engines give no credit to links of users (rel), and the other site gets no handle of this window. */
const LINK = { rel: "nofollow ugc noopener noreferrer", target: "_blank" };

type Element = { tag: string; props?: Record<string, string | number | null> };

const ELEMENTS: Record<string, (token: Token) => Element> = {
  paragraph_open: () => ({ tag: "p", props: { dir: "auto" } }),
  blockquote_open: () => ({ tag: "blockquote" }),
  bullet_list_open: () => ({ tag: "ul" }),
  ordered_list_open: (token) => ({ tag: "ol", props: { start: Number(token.attrGet("start") ?? 1) } }),
  list_item_open: () => ({ tag: "li", props: { dir: "auto" } }),
  strong_open: () => ({ tag: "strong" }),
  em_open: () => ({ tag: "em" }),
  link_open: (token) => ({ tag: "a", props: { ...LINK, href: token.attrGet("href") } }),
};

function renderLeaf(token: Token, key: number): ReactNode {
  switch (token.type) {
    case "inline":
      return renderTokens(token.children ?? []);
    case "softbreak":
    case "hardbreak":
      return <br key={key} />;
    case "code_inline":
      return <code key={key}>{token.content}</code>;
    case "fence":
    case "code_block":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
        <pre key={key} dir="ltr" translate="no" tabIndex={0}>
          <code>{token.content}</code>
        </pre>
      );
    default:
      return token.content && <span key={key}>{token.content}</span>;
  }
}

/** The tokens are flat: an opening one begins an element, its closing one ends it. */
function renderTokens(tokens: readonly Token[]): ReactNode[] {
  const open: { element?: Element; key: number; children: ReactNode[] }[] = [{ key: 0, children: [] }];
  tokens.forEach((token, key) => {
    if (token.nesting === 1) {
      const isShown = !token.hidden && open.length <= MAX_DEPTH;
      open.push({ element: isShown ? ELEMENTS[token.type]?.(token) : undefined, key, children: [] });
      return;
    }
    const closed = token.nesting === -1 ? open.pop() : undefined;
    const siblings = open.at(-1)?.children;
    if (!closed) siblings?.push(renderLeaf(token, key));
    else if (!closed.element) siblings?.push(...closed.children);
    else {
      const { tag, props } = closed.element;
      siblings?.push(createElement(tag, { ...props, key: closed.key }, closed.children));
    }
  });
  return open[0]?.children ?? [];
}

/** What a user wrote, as Markdown with an allow-list. */
export function Markdown({ text }: { text: string }) {
  return <div className="post-body">{renderTokens(parser.parse(text, {}))}</div>;
}
