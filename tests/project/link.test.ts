/** A link is simpler on the server than in the browser (components/link.tsx). */
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { Link } from "@/components/link";

type Props = Parameters<typeof Link>[0];

/** The markup, with the attributes of the link in alphabetical sequence: React does not compare their sequence. */
function render(props: Props): string {
  const markup = renderToStaticMarkup(createElement(Link, props));
  return markup.replace(/^<a ([^>]*)>/, (_, attributes: string) => `<a ${attributes.match(/\S+="[^"]*"/g)?.sort()}>`);
}

function renderInBrowser(props: Props): string {
  vi.stubGlobal("window", globalThis);
  const markup = render(props);
  vi.unstubAllGlobals();
  return markup;
}

const icon = createElement("svg", { key: "icon" });

it.each<[name: string, props: Props]>([
  ["a text", { href: "/docs", children: "API docs" }],
  ["an element", { href: "/docs", children: icon }],
  ["a text beside an element", { href: "/docs", children: [icon, "API ", "docs"] }],
  ["attributes", { href: "/docs?a=1&b=2", className: "pill", "aria-current": "page", title: "Docs", children: "API" }],
  ["props of the router", { href: "/docs", prefetch: false, replace: true, scroll: false, children: "API docs" }],
])("a link with %s has the same markup on the server as in the browser", (_, props) => {
  const log = vi.spyOn(console, "error");
  expect(render(props)).toBe(renderInBrowser(props));
  expect(log).not.toHaveBeenCalled();
});
