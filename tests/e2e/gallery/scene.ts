/** Types and helpers of the gallery's scenes. */
import type { Page, Route } from "@playwright/test";
import type { ErrorReason } from "@/domain/error-reason";
import { expect, hydrated, signUp } from "../story";

export const STATES = ["ready", "loading", "empty", "error", "not found", "refused", "offline"] as const;
export type State = (typeof STATES)[number];

/** Brings a signed-out page into a state; resolves when the state is visible. */
export type Reach = (page: Page) => Promise<unknown>;

/** The database: seeded; without rows; without the tables of resources; also without credentials. Or the server: with the inspector, or with mails. */
export type Shop = "full" | "empty" | "broken" | "without a database" | "inspected" | "mailed";
export type Scene = { shop: Shop; reach: Reach };

/** The scenes of a page's state by name, or the reason there are none. Only `ready` is required: see gallery.spec.ts. */
type Cell = Record<string, Reach | Scene> | string;
export type Row = Partial<Record<State, Cell>> & {
  /** Axe rules that a library violates here. */ disabledRules?: string[];
};

/** A scene in the empty shop, signed in as an administrator. */
export const inEmptyShop = (reach: Reach): Scene => ({ shop: "empty", reach });

/** A page whose own rows can't be read, while the session can. */
export const brokenPage = (path: string): Scene => ({ shop: "broken", reach: cannotLoad(path) });

/** A page whose session can't be read. */
export const pageWithoutDatabase = (path: string): Scene => ({ shop: "without a database", reach: cannotLoad(path) });

const cannotLoad =
  (path: string): Reach =>
  async (page) => {
    await page.goto(path);
    await shows(page, "Something went wrong");
    await shows(page, "Reference");
  };

export const NO_WAIT = "server-rendered with all its data";
export const NO_ID = "no ID in the URL";
export const NO_LIST = "not a list";
export const OPEN = "public, and sends no writes";

const isCall = (procedure: string) => (url: URL) =>
  url.pathname.startsWith("/api/trpc/") && url.pathname.slice("/api/trpc/".length).split(",").includes(procedure);

/** Leaves this call pending. */
export const holdBack = (page: Page, procedure: string) => page.route(isCall(procedure), () => {});

/** Makes this call fail with a server error. */
export function failWith(page: Page, procedure: string, httpStatus = 503, reason?: ErrorReason) {
  const message = reason
    ? "Too many requests. Try again in a few minutes."
    : "The database is unavailable. Try again shortly.";
  const data = { code: "SERVICE_UNAVAILABLE", httpStatus, path: procedure, requestId: crypto.randomUUID(), reason };
  return page.route(isCall(procedure), (route: Route) => {
    const count = new URL(route.request().url()).pathname.split(",").length;
    const error = { json: { message, code: -32603, data } };
    return route.fulfill({ status: httpStatus, json: Array.from({ length: count }, () => ({ error })) });
  });
}

/** Asks for a row that does not exist, which is refused like another user's. */
export async function missesRow(page: Page) {
  const headers = { "sec-fetch-site": "same-origin" };
  const response = await page.request.post("/api/trpc/token.revoke", { headers, data: { json: { id: "none" } } });
  expect(response.status()).toBe(404);
}

export const shows = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

export { hydrated };
export const press = async (page: Page, name: string | RegExp) =>
  (await hydrated(page.getByRole("button", { name }).first())).click();
export const follow = async (page: Page, name: string) =>
  (await hydrated(page.getByRole("link", { name, exact: true }))).click();

/** Takes the browser offline after the deferred scripts have loaded. */
export async function goOffline(page: Page) {
  await page.locator("section[aria-label^=Notifications]").waitFor({ state: "attached" });
  await page.context().setOffline(true);
  await shows(page, "You're offline. Data may be out of date");
}

/** Submits a form without input. */
export const submitEmpty =
  (path: string, button: string): Reach =>
  async (page) => {
    await page.goto(path);
    await (await hydrated(page.getByRole("main").getByRole("button", { name: button }))).click();
    await page.locator("[aria-invalid]").first().waitFor();
  };

/** Opens a page, then goes offline. */
export const lookOffline =
  (path: string): Reach =>
  async (page) => {
    await page.goto(path);
    await goOffline(page);
  };

/** Signed up as a new customer. */
export const asCustomer =
  (reach: Reach): Reach =>
  async (page) => {
    await signUp(page);
    await reach(page);
  };
/** A page as a new customer opens it. */
export const openAsCustomer = (path: string) => asCustomer((page) => page.goto(path));
