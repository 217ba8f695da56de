/** `readForm` needs a real DOM. tests/domain/form-values.test.ts covers `errorsByControl`. */
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { root } from "../../scripts/setup.mjs";
import { expect, test } from "./story";

const esbuild: typeof import("esbuild") = createRequire(import.meta.resolve("tsx"))("esbuild"); // a dependency of tsx
const { outputFiles } = esbuild.buildSync({
  ...{ entryPoints: [join(root, "src/shell/form-values.ts")], tsconfig: join(root, "tsconfig.json") },
  ...{ bundle: true, write: false, format: "iife", globalName: "forms" },
});

/** Reads the page's form, by the module itself. */
const readIt = (page: Page): Promise<unknown> =>
  page.evaluate(`${outputFiles[0]?.text}; forms.readForm(document.querySelector("form"))`);

/** Renders the controls in a form and reads it. */
async function read(page: Page, controls: string): Promise<unknown> {
  await page.setContent(`<form>${controls}</form>`);
  return readIt(page);
}

test("readForm: text controls are strings", async ({ page }) => {
  const controls = `<input name="name" value=" Ann "><input name="password" type="password" value="1234">
    <textarea name="note">two\nlines</textarea><input name="empty">`;
  expect(await read(page, controls)).toEqual({ name: " Ann ", password: "1234", note: "two\nlines", empty: "" });
});

test("readForm: dotted names become nested objects and lists", async ({ page }) => {
  const controls = `<input name="lines.0.item" value="p1"><input name="lines.0.quantity" type="number" value="2">
    <input name="lines.1.item" value="p2"><input name="lines.1.quantity" type="number" value="12">
    <input name="address.city" value="Rome">`;
  expect(await read(page, controls)).toEqual({
    lines: [
      { item: "p1", quantity: 2 },
      { item: "p2", quantity: 12 },
    ],
    address: { city: "Rome" },
  });
});

test("readForm: number inputs and data-number controls are numbers, undefined if empty", async ({ page }) => {
  const controls = `<input name="count" type="number" value="0"><input name="price" type="number" value="">
    <input name="cents" data-number value="-3.5">
    <select name="days" data-number><option value="7">7</option><option value="30" selected>30</option></select>
    <select name="text"><option value="7" selected>7</option></select>`;
  expect(await read(page, controls)).toEqual({ count: 0, price: undefined, cents: -3.5, days: 30, text: "7" });
});

test("readForm: a single checkbox without a value is a boolean", async ({ page }) => {
  const controls = `<input name="on" type="checkbox" checked><input name="off" type="checkbox">`;
  expect(await read(page, controls)).toEqual({ on: true, off: false });
});

test("readForm: a checkbox group, or one checkbox with a value, is a list", async ({ page }) => {
  const controls = `<input name="scopes" type="checkbox" value="a" checked><input name="scopes" type="checkbox" value="b">
    <input name="scopes" type="checkbox" value="c" checked><input name="none" type="checkbox" value="a">
    <input name="none" type="checkbox" value="b"><input name="one" type="checkbox" value="a" checked>`;
  expect(await read(page, controls)).toEqual({ scopes: ["a", "c"], none: [], one: ["a"] });
});

test("readForm: a radio group is its checked value, a multiple select is a list", async ({ page }) => {
  const controls = `<input name="size" type="radio" value="s"><input name="size" type="radio" value="m" checked>
    <input name="color" type="radio" value="red">
    <select name="tags" multiple><option value="x" selected>x</option><option value="y">y</option>
      <option value="z" selected>z</option></select>`;
  expect(await read(page, controls)).toEqual({ size: "m", color: undefined, tags: ["x", "z"] });
});

test("readForm: disabled controls, buttons and unnamed controls are left out", async ({ page }) => {
  const controls = `<input name="kept" value="1"><input name="disabled" value="1" disabled><input value="unnamed">
    <fieldset disabled><input name="inFieldset" value="1"></fieldset>
    <button name="button" value="1">Save</button><input name="submit" type="submit" value="1">
    <input name="inputButton" type="button" value="1">`;
  expect(await read(page, controls)).toEqual({ kept: "1" });
});

test("readForm: typed text is read instead of the initial value", async ({ page }) => {
  await page.setContent(`<form><input name="name" value="before"></form>`);
  await page.locator("input").fill("after");
  expect(await readIt(page)).toEqual({ name: "after" });
});
