/** How the gallery speaks of what a page can show, and how it gets there. */
import type { Locator, Page, Route } from "@playwright/test";
import type { ErrorReason } from "@/domain/error-reason";
import { call, expect, signUp } from "../story";

export const STATES = ["ready", "loading", "empty", "error", "not found", "refused", "offline"] as const;
export type State = (typeof STATES)[number];

/** Brings a page, on which nobody is signed in, into a state, and is done when it shows. */
export type Reach = (page: Page) => Promise<unknown>;

/** Whose shop: the one of all stories; one that has sold nothing and has nothing to sell; the same when its tables are gone. */
export type Shop = "full" | "empty" | "broken" | "without a database";
export type Scene = { shop: Shop; reach: Reach };

/** What a page shows in a state: scenes by name, or why there is none. */
type Cell = Record<string, Reach | Scene> | string;
export type Row = Record<State, Cell> & { /** Rules of axe that a library breaks here. */ excepted?: string[] };

/** Who comes into the empty shop, and meets the broken one, is its administrator. */
export const inEmptyShop = (reach: Reach): Scene => ({ shop: "empty", reach });

/** A page whose own rows cannot be read, while it is known who asks. */
export const brokenPage = (path: string): Scene => ({ shop: "broken", reach: fails(path) });

/** A page that cannot even be told who asks. */
export const pageWithoutDatabase = (path: string): Scene => ({ shop: "without a database", reach: fails(path) });

const fails =
  (path: string): Reach =>
  async (page) => {
    await page.goto(path);
    await shows(page, "Something went wrong");
    await shows(page, "Reference");
  };

export const NO_WAIT = "the first HTML holds all that it shows";
export const NO_ID = "its address names nothing that could be missing";
export const NO_LIST = "it is about one thing, not about a list";
export const OPEN = "everybody may see it, and nothing here is sent";

const isCall = (procedure: string) => (url: URL) =>
  url.pathname.startsWith("/api/trpc/") && url.pathname.slice("/api/trpc/".length).split(",").includes(procedure);

/** The server does not answer this call. */
export const holdBack = (page: Page, procedure: string) => page.route(isCall(procedure), () => {});

/** The server answers this call with an error of its own. */
export function failWith(page: Page, procedure: string, httpStatus = 503, reason?: ErrorReason) {
  const message = reason
    ? "That was too often. Please wait a few minutes, then try again."
    : "We cannot reach our database right now. Please try again in a moment.";
  const data = { code: "SERVICE_UNAVAILABLE", httpStatus, path: procedure, requestId: crypto.randomUUID(), reason };
  return page.route(isCall(procedure), (route: Route) => {
    const count = new URL(route.request().url()).pathname.split(",").length;
    const error = { json: { message, code: -32603, data } };
    return route.fulfill({ status: httpStatus, json: Array.from({ length: count }, () => ({ error })) });
  });
}

export const shows = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

/** What React has taken over already: before that, a link is a link, and a button is heard by nobody. */
export async function heard(part: Locator): Promise<Locator> {
  const isHeard = () => part.evaluate((element) => Object.keys(element).some((key) => key.startsWith("__reactProps")));
  await expect.poll(isHeard).toBe(true);
  return part;
}
export const press = async (page: Page, name: string | RegExp) =>
  (await heard(page.getByRole("button", { name }).first())).click();
export const follow = async (page: Page, name: string) =>
  (await heard(page.getByRole("link", { name, exact: true }))).click();

/** The network goes, after all has come that comes later than the page. */
export async function goOffline(page: Page) {
  await page.locator("section[aria-label^=Notifications]").waitFor({ state: "attached" });
  await page.context().setOffline(true);
  await shows(page, "You are offline. What you see may be old");
}

/** A form is sent as it is found. */
export const leaveUnfilled =
  (path: string, button: string): Reach =>
  async (page) => {
    await page.goto(path);
    await (await heard(page.getByRole("main").getByRole("button", { name: button }))).click();
    await page.locator("[aria-invalid]").first().waitFor();
  };

/** A page that is only looked at, before and after the network goes. */
export const lookOffline =
  (path: string): Reach =>
  async (page) => {
    await page.goto(path);
    await goOffline(page);
  };

/** A product of the full shop. */
export const productId = async (page: Page, search: string): Promise<string> =>
  (await call(page, "product.list", { search }, "GET")).items[0].id;

/** An order of three products, by somebody new. @returns its id */
export async function orderSomething(page: Page): Promise<string> {
  await signUp(page);
  const { items } = await call(page, "product.list", { limit: 12 }, "GET");
  const buyable = items.filter(({ stock }: { stock: number }) => stock > 20).slice(0, 3);
  const lines = buyable.map(({ id }: { id: string }, index: number) => ({ productId: id, quantity: 1 + index }));
  return (await call(page, "order.place", { lines })).id;
}

/** Puts lines into the cart of this browser, without asking whether they can be had. */
export async function fillCart(page: Page, lines: { productId: string; quantity: number }[]) {
  await page.goto("/icon.svg"); // of our own origin
  await page.evaluate((text) => window.localStorage.setItem("roundtrip.cart", text), JSON.stringify(lines));
}
