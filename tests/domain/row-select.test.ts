import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { RowSelect } from "@/components/row-select";

const rows = [
  { value: "a", label: "Lamp" },
  { value: "b", label: "Pen" },
];
const htmlOf = (props: Partial<Parameters<typeof RowSelect>[0]>) =>
  renderToStaticMarkup(createElement(RowSelect, { label: "Thing", name: "thingId", rows, ...props }));
const optionsOf = (html: string) =>
  [...html.matchAll(/<option value="(\w*)"( selected="")?>/g)].map(([, value, selected]) => [value, Boolean(selected)]);

it("row select: none is chosen by itself", () => {
  expect(optionsOf(htmlOf({}))).toEqual([
    ["", true],
    ["a", false],
    ["b", false],
  ]);
  expect(htmlOf({})).not.toContain('type="search"');
});

it("row select: a chosen row is an option once, also where the listed rows lack it", () => {
  const values = (chosen: (typeof rows)[number]) =>
    optionsOf(htmlOf({ chosen })).filter(([, isSelected]) => isSelected);
  expect(values({ value: "b", label: "Pen" })).toEqual([["b", true]]);
  expect(values({ value: "z", label: "Later" })).toEqual([["z", true]]);
  expect(optionsOf(htmlOf({ chosen: { value: "b", label: "Pen" } }))).toHaveLength(3);
});

it("row select: where there are more rows than are listed, a search finds the others, and says if there are none", () => {
  const search = { label: "Search things", text: "xyz", onChange: () => {} };
  const html = htmlOf({ rows: [], search });
  expect(html).toMatch(/type="search"[^>]*value="xyz"/);
  expect(html).toContain("Nothing found");
  expect(html).not.toMatch(/type="search"[^>]*name=/); // it is no value of the form
});
