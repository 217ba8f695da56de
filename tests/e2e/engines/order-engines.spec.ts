/** The main story of the shop in the other two browser engines. */
import { DEMO_PASSWORD, expect } from "../story";
import { button, inOtherEngines, link } from "./story";

const PRODUCT = "Cedar Graphite Pencil";

/** Whether the empty part of a table's first row belongs to its link, not to that of another row. */
const IS_ROW_LINKED = `(() => {
  const cell = document.querySelector("tbody td:nth-child(5)");
  const { right, bottom } = cell.getBoundingClientRect();
  return document.elementFromPoint(right - 4, bottom - 4) === cell.parentElement.querySelector("a");
})()`;

inOtherEngines("sign in, order, follow, cancel, sign out", async (story) => {
  const { browser, baseURL, click, shows, text, email } = story;
  await story.signIn("/products");
  await shows("Everything for your desk");

  await browser.open(`${baseURL}/products?search=pencil`);
  await click(link(PRODUCT));
  await click(button("Add to cart"));
  const isInCart = () => browser.evaluate(`document.querySelector('header a[aria-label="Cart, 1"]') !== null`);
  await expect.poll(isInCart).toBe(true);
  await browser.open(`${baseURL}/cart`);
  await click(button("Place order"));
  await shows("Timeline");
  const [reference = ""] = /(?<=Order\s)[2-9A-HJKMNP-Z]{6}\b/.exec(await text()) ?? [];

  await click(`//header${link("My orders")}`);
  await shows(/\b1 order$/m);
  const { items } = await story.callAsScript("GET", "/products?search=pencil");
  await story.callAsScript("POST", "/orders", { lines: [{ productId: items[0].id, quantity: 1 }] });
  await shows(/\b2 orders$/m); // by the change stream

  await click(link(`Order ${reference}`));
  await click(button("Cancel order"));
  await click(`//*[@role="alertdialog"]${button("Cancel order")}`);
  await shows(/Cancelled/);
  await story.signOut();
  await shows("Every click is a round");

  await browser.back();
  await shows("Sign in");
  expect(await text()).not.toContain(reference);

  await story.signIn(`/admin/orders?search=${email}`, "admin@example.com", DEMO_PASSWORD);
  await shows(/\b2 orders$/m);
  expect(await browser.evaluate(IS_ROW_LINKED), "a row of a table leads to its own page").toBe(true);
});
