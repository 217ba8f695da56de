/** The script of the example partner site. It uses only the client generated from scripts/api/openapi.json. */
import { cancelOrder, getOrder, listOrders, type OrderSummary } from "../api/client";
import { configure } from "../api/http";
import { ApiError, call, isSignedIn, signIn, signOut, UnreadableResponse } from "./session";

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

/** Shows a status message. Each one is a new element, which style.css fades out. */
const setStatus = (text: string) => find("status").replaceChildren(...(text ? [element("span", "", text)] : []));

/** Shows one of the two views and moves the focus to its heading. */
function show(view: HTMLElement): void {
  for (const candidate of [signInView, ordersView]) candidate.hidden = candidate !== view;
  view.querySelector("h2")?.focus();
}

function showProblem(title: string, text = "", requestId = ""): void {
  find("problem").hidden = title === "";
  find("problem-title").textContent = title;
  find("problem-text").textContent = text;
  find("problem-id").textContent = requestId && `Request ID: ${requestId}`;
  find("problem").scrollIntoView({ block: "nearest" });
}

/** The browser doesn't expose whether CORS or the network failed. A no-cors request shows if the API is reachable. */
async function explainUnreadable(): Promise<void> {
  const isReachable = await fetch(`${apiUrl}/api/v1/openapi.json`, { mode: "no-cors", credentials: "omit" }).then(
    () => true,
    () => false,
  );
  if (!isReachable) return showProblem("The API can't be reached", `There is no response from ${apiUrl}.`);
  showProblem(
    "The browser blocked the response",
    `${apiUrl} is reachable, so CORS is the likely cause: the API's CORS_ORIGINS doesn't list ${location.origin}. ` +
      "Add it to allow this page to read responses.",
  );
}

/** Runs an action with its button disabled and shows its error. @returns whether it succeeded */
async function run(button: HTMLButtonElement, action: () => Promise<void>): Promise<boolean> {
  if (button.disabled) return false;
  button.disabled = true;
  showProblem("");
  try {
    await action();
    return true;
  } catch (error) {
    setStatus("");
    if (error instanceof UnreadableResponse) await explainUnreadable();
    else if (error instanceof ApiError) showProblem(error.message, "", error.requestId);
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
  const items = order.lines.map(({ quantity, name }) => `${quantity}\u00a0×\u00a0${name}`).join(", ");
  const time = Object.assign(element("time", "", day.format(new Date(order.createdAt))), { dateTime: order.createdAt });
  const status = element("span", "badge", order.status.toLowerCase());
  status.dataset.status = order.status;
  const details = element("p", "facts");
  details.append(time, " · ", money.format(order.totalCents / 100));
  row.append(heading, status, details, element("p", "lines", items));
  if (CANCELLABLE.includes(order.status)) {
    const button = element("button", "quiet", "Cancel order") as HTMLButtonElement;
    button.setAttribute("aria-label", `Cancel ${referenceOf(order)}`);
    button.addEventListener("click", () => cancel(order, row, button));
    row.append(button);
  }
  return row;
}

async function cancel(order: OrderSummary, row: HTMLElement, button: HTMLButtonElement): Promise<void> {
  if (!(await confirmCancel(order))) return;
  await run(button, async () => {
    setStatus(`Cancelling ${referenceOf(order)} …`);
    const replace = (latest: OrderSummary) => {
      const next = rowOf(latest);
      row.replaceWith(next);
      next.querySelector("h3")?.focus();
    };
    try {
      replace(await call(() => cancelOrder(order.id)));
    } catch (error) {
      // The order has changed since it was loaded: show its current state.
      if (error instanceof ApiError && error.status === 409) replace(await call(() => getOrder(order.id)));
      throw error;
    }
    setStatus(`${referenceOf(order)} cancelled`);
  });
}

/** Asks for confirmation; Escape cancels. */
function confirmCancel(order: OrderSummary): Promise<boolean> {
  find("confirm-title").textContent = `Cancel ${referenceOf(order)}?`;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

let nextCursor: string | null = null;

/** Appends the next page to the list. On failure, the Load more button becomes Try again. */
async function load(): Promise<void> {
  const isFirst = nextCursor === null;
  setStatus("Loading your orders …");
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
    setStatus(count === 0 ? "" : `${count} ${count === 1 ? "order" : "orders"} shown`);
    if (!isFirst) rows[0]?.querySelector("h3")?.focus();
  } catch (error) {
    more.textContent = "Try again";
    more.hidden = false;
    throw error;
  } finally {
    list.ariaBusy = "false";
  }
}

/** Removes all user data from the page. */
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
    setStatus("Signing in …");
    await signIn(email, password);
    form.reset();
    find("user").textContent = email;
    clear();
    show(ordersView);
    await load();
  });
});
more.addEventListener("click", () => run(more, load));
find("sign-out").addEventListener("click", async () => {
  const isRevoked = await run(find("sign-out"), signOut);
  clear();
  show(signInView);
  setStatus(isRevoked ? "Logged out" : "Logged out on this page only");
});
for (const name of ["yes", "no"]) find(`confirm-${name}`).addEventListener("click", () => dialog.close(name));
