import type { Sandbox } from "./experiment";

/** The sandboxes of this page, so that none stays behind when it is left. */
const open = new Map<string, Sandbox>();

const PATH = "/api/v1/sandboxes";

/** Opens temporary accounts with orders for experiments. @throws Error with the reason why not */
export async function openSandbox(): Promise<Sandbox> {
  const init = { method: "POST", credentials: "omit", headers: JSON_TYPE, body: "{}" } as const;
  const response = await fetch(PATH, init).catch(() => undefined);
  const body = await response?.json().catch(() => undefined);
  if (!response?.ok) throw new Error(body?.detail ?? "The server can't be reached. Check your connection.");
  if (open.size === 0) addEventListener("pagehide", closeAll);
  open.set(body.id, body);
  return body;
}

const JSON_TYPE = { "Content-Type": "application/json" };

/** Deletes a sandbox and all that it has made. A request that is lost does not matter: sandboxes expire. */
export function closeSandbox({ id, accessToken }: Sandbox): void {
  if (!open.delete(id)) return;
  const headers = { Authorization: `Bearer ${accessToken}` };
  fetch(`${PATH}/${id}`, { method: "DELETE", credentials: "omit", headers, keepalive: true }).catch(() => {});
}

function closeAll() {
  for (const sandbox of [...open.values()]) closeSandbox(sandbox);
}
