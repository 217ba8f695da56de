/** A real OpenID Connect provider on loopback. Its sign-in page has a button for each of its people, and one to cancel. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { exportJWK, generateKeyPair } from "jose";
import { Provider } from "oidc-provider";

export type Person = { email?: string; email_verified?: boolean; name?: string };

export const CLIENT = { id: "roundtrip", secret: "the secret of a client in tests" };

const escapeHtml = (value: string) => value.replace(/[&<>"]/g, (it) => `&#${it.charCodeAt(0)};`);

/**
 * @param tls key and certificate for 127.0.0.1; without them, it speaks http
 * @param alg by which it signs ID tokens
 * @returns its issuer; the people, by subject; the addresses to which it may send a browser back
 */
export async function startOidcProvider(tls?: { key: string; cert: string }, alg: "RS256" | "ES256" = "RS256") {
  const people = new Map<string, Person>();
  const redirectUris = new Set<string>();
  const requests: string[] = [];
  let held: Promise<void> | undefined;
  const server = tls ? createTlsServer(tls, respond) : createServer(respond);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const issuer = `${tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: ["https://none.test/"] },
        id_token_signed_response_alg: alg,
      },
    ],
    cookies: { keys: ["a key for cookies in tests"] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: "sig", alg }] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  provider.Client.prototype.redirectUriAllowed = (uri: string) => redirectUris.has(uri);
  const handle = provider.callback();

  async function respond(request: IncomingMessage, response: ServerResponse) {
    requests.push(new URL(request.url ?? "/", issuer).pathname);
    if (request.url === "/token") await held;
    if (!request.url?.startsWith("/interaction/")) return handle(request, response);
    return request.method === "POST" ? choose(request, response) : showPeople(response);
  }

  function showPeople(response: ServerResponse) {
    const buttons = [...people.keys()].map(
      (sub) => `<button name="sub" value="${escapeHtml(sub)}">${escapeHtml(sub)}</button>`,
    );
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(
      `<!doctype html><html lang="en"><title>Provider</title><h1>Who are you?</h1>
       <form method="post">${buttons.join("\n")} <button name="error" value="access_denied">Cancel</button></form></html>`,
    );
  }

  async function choose(request: IncomingMessage, response: ServerResponse) {
    const form = new URLSearchParams(await text(request));
    const error = form.get("error");
    const result = error
      ? { error, error_description: "A text of the provider" }
      : { login: { accountId: form.get("sub") ?? "" } };
    await provider.interactionFinished(request, response, result);
  }

  return {
    issuer,
    people,
    redirectUris,
    /** The paths of all requests. */
    requests,
    /** Makes its token endpoint wait. @returns how to let it go on */
    hold(): () => void {
      let letGoOn = () => {};
      held = new Promise((resolve) => {
        letGoOn = resolve;
      });
      return letGoOn;
    },
    /** The settings of a server that uses it. */
    settings: { AUTH_OIDC_ISSUER: issuer, AUTH_OIDC_ID: CLIENT.id, AUTH_OIDC_SECRET: CLIENT.secret },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * Goes through the provider's pages as a browser does.
 * @param url of its authorization endpoint @param choice the subject of a person, or an error
 * @param cookies those of the browser, which the provider may know from an earlier visit
 * @returns the address to which it sends the browser back
 */
export async function visitProvider(
  url: string,
  choice: { sub: string } | { error: string },
  cookies = new Map<string, string>(),
): Promise<URL> {
  let next = new URL(url);
  for (let hops = 0; hops < 10; hops++) {
    const isForm = next.pathname.startsWith("/interaction/");
    const response = await fetch(next, {
      redirect: "manual",
      method: isForm ? "POST" : "GET",
      body: isForm ? new URLSearchParams(choice) : undefined,
      headers: { cookie: [...cookies].map((it) => it.join("=")).join("; ") },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (!location) throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
    next = new URL(location, next);
    if (next.origin !== new URL(url).origin) return next;
  }
  throw new Error("The provider does not send the browser back.");
}
