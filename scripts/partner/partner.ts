/** The page of a partner. It uses nothing of this project but scripts/api/openapi.json, through the generated client. */
import { cancelOrder, getOrder, listOrders, type OrderSummary } from "../api/client";
import { configure } from "../api/http";
import { call, isSignedIn, Refused, signIn, signOut, Unreadable } from "./session";

const apiUrl = document.documentElement.dataset.api ?? "";
configure({ baseUrl: apiUrl });

const PAGE_SIZE = 10;
const CANCELLABLE = ["PLACED", "PACKED"];
const money = new Intl.NumberFormat("en", { style: "currency", currency: "EUR" });
const day = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

const find = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const signInView = find("sign-in");
const ordersView = find("orders");
const form = find<HTMLFormElement>("sign-in-form");
const list = find<HTMLUListElement>("order-list");
const more = find<HTMLButtonElement>("more");
const dialog = find<HTMLDialogElement>("confirm");
find("origin").textContent = location.origin;

/** Shows a status message in a new element each time, so that the animation of style.css hides it after a while. */
const say = (text: string) => find("status").replaceChildren(...(text ? [element("span", "", text)] : []));

/** Shows one of the two views and moves the focus to its heading. */
function show(view: HTMLElement): void {
  for (const it of [signInView, ordersView]) it.hidden = it !== view;
  view.querySelector("h2")?.focus();
}

function showProblem(title: string, text = "", requestId = ""): void {
  find("problem").hidden = title === "";
  find("problem-title").textContent = title;
  find("problem-text").textContent = text;
  find("problem-id").textContent = requestId && `Request id: ${requestId}`;
  find("problem").scrollIntoView({ block: "nearest" });
}

/** Browsers do not distinguish a response blocked by CORS from a network failure. A no-cors request does. */
async function explainUnreadable(): Promise<void> {
  const isThere = await fetch(`${apiUrl}/api/v1/openapi.json`, { mode: "no-cors", credentials: "omit" }).then(
    () => true,
    () => false,
  );
  if (!isThere) return showProblem("The API cannot be reached", `Nobody answers at ${apiUrl}.`);
  showProblem(
    "The browser did not let us read the answer",
    `Somebody is there at ${apiUrl}, so this is most likely CORS: the API does not list ${location.origin} among the ` +
      "origins whose pages may call it (CORS_ORIGINS), and the browser keeps its answers from all others.",
  );
}

/** Runs `work` while its button is disabled, and shows errors. @returns whether it succeeded */
async function run(button: HTMLButtonElement, work: () => Promise<void>): Promise<boolean> {
  if (button.disabled) return false;
  button.disabled = true;
  showProblem("");
  try {
    await work();
    return true;
  } catch (error) {
    say("");
    if (error instanceof Unreadable) await explainUnreadable();
    else if (error instanceof Refused) showProblem(error.message, "", error.requestId);
    else throw error;
    if (!isSignedIn() && signInView.hidden) show(signInView);
    return false;
  } finally {
    button.disabled = false;
  }
}

function element(tag: string, className: string, text = ""): HTMLElement {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

const referenceOf = ({ id }: OrderSummary) => `Order ${id.slice(-6).toUpperCase()}`;

function rowOf(order: OrderSummary): HTMLElement {
  const row = element("li", "order");
  const heading = Object.assign(element("h3", "", referenceOf(order)), { tabIndex: -1 });
  const pieces = order.lines.map(({ quantity, name }) => `${quantity}\u00a0×\u00a0${name}`).join(", ");
  const time = Object.assign(element("time", "", day.format(new Date(order.createdAt))), { dateTime: order.createdAt });
  const status = element("span", "badge", order.status.toLowerCase());
  status.dataset.status = order.status;
  const facts = element("p", "facts");
  facts.append(time, " · ", money.format(order.totalCents / 100));
  row.append(heading, status, facts, element("p", "lines", pieces));
  if (CANCELLABLE.includes(order.status)) {
    const button = element("button", "quiet", "Cancel order") as HTMLButtonElement;
    button.setAttribute("aria-label", `Cancel ${referenceOf(order)}`);
    button.addEventListener("click", () => cancel(order, row, button));
    row.append(button);
  }
  return row;
}

async function cancel(order: OrderSummary, row: HTMLElement, button: HTMLButtonElement): Promise<void> {
  if (!(await confirmed(order))) return;
  await run(button, async () => {
    say(`Cancelling ${referenceOf(order)} …`);
    const replace = (latest: OrderSummary) => {
      const next = rowOf(latest);
      row.replaceWith(next);
      next.querySelector("h3")?.focus();
    };
    try {
      replace(await call(() => cancelOrder(order.id)));
    } catch (error) {
      // The order has changed elsewhere: show its current state.
      if (error instanceof Refused && error.status === 409) replace(await call(() => getOrder(order.id)));
      throw error;
    }
    say(`${referenceOf(order)} is cancelled.`);
  });
}

/** Asks for confirmation. Escape means no. */
function confirmed(order: OrderSummary): Promise<boolean> {
  find("confirm-title").textContent = `Cancel ${referenceOf(order)}?`;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
  });
}

let nextCursor: string | null = null;

/** Appends the next page to the list. After an error, the button offers to try again. */
async function load(): Promise<void> {
  const isFirst = nextCursor === null;
  say("Loading your orders …");
  list.ariaBusy = "true";
  more.hidden = isFirst;
  try {
    const page = await call(() => listOrders({ limit: PAGE_SIZE, cursor: nextCursor ?? undefined }));
    const rows = page.items.map(rowOf);
    list.append(...rows);
    nextCursor = page.nextCursor;
    more.textContent = "Load more";
    more.hidden = nextCursor === null;
    const count = list.childElementCount;
    find("empty").hidden = count > 0;
    say(count === 0 ? "" : `${count} ${count === 1 ? "order is" : "orders are"} shown.`);
    if (!isFirst) rows[0]?.querySelector("h3")?.focus();
  } catch (error) {
    more.textContent = "Try again";
    more.hidden = false;
    throw error;
  } finally {
    list.ariaBusy = "false";
  }
}

/** Removes everything that belongs to the user. */
function clear(): void {
  list.replaceChildren();
  nextCursor = null;
  more.hidden = true;
  find("empty").hidden = true;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const { email = "", password = "" } = Object.fromEntries(new FormData(form)) as Record<string, string>;
  run(find("submit"), async () => {
    say("Signing in …");
    await signIn(email, password);
    form.reset();
    find("who").textContent = email;
    clear();
    show(ordersView);
    await load();
  });
});
more.addEventListener("click", () => run(more, load));
find("sign-out").addEventListener("click", async () => {
  const isTold = await run(find("sign-out"), signOut);
  clear();
  show(signInView);
  say(isTold ? "You are logged out." : "This page has forgotten you.");
});
for (const name of ["yes", "no"]) find(`confirm-${name}`).addEventListener("click", () => dialog.close(name));
