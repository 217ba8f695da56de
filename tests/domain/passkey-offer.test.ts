/** Passkeys among the suggestions of the sign-in page: each challenge is answered once, whatever the authenticator does. */
import { beforeEach, expect, it, vi } from "vitest";
import { askForPasskey, offerPasskeys, passkeyProblem, stopOffering } from "@/shell/passkey";

const request = (ceremony: string) => ({ options: { challenge: "AAAA", allowCredentials: [] }, ceremony });
const bytes = new Uint8Array([1]).buffer;
const response = { authenticatorData: bytes, clientDataJSON: bytes, signature: bytes };
const credential = { id: "AQ", rawId: bytes, type: "public-key", response, getClientExtensionResults: () => ({}) };

let answers: (() => void)[];
const isAvailable = vi.fn(async () => true);

/** A browser whose authenticator answers when `answers` are called, also what was aborted. */
function makeBrowser(hostname = "localhost", hasPasskeys = true) {
  const passkeys = { isConditionalMediationAvailable: isAvailable };
  const PublicKeyCredential = hasPasskeys ? Object.assign(() => {}, passkeys) : undefined;
  const here = { hostname, origin: `http://${hostname}:3000` };
  vi.stubGlobal("PublicKeyCredential", PublicKeyCredential);
  vi.stubGlobal("window", { location: here, PublicKeyCredential });
  vi.stubGlobal("document", { querySelectorAll: () => [{}] });
  const get = () => new Promise((resolve) => answers.push(() => resolve(credential)));
  vi.stubGlobal("navigator", { credentials: { get } });
}

beforeEach(() => {
  answers = [];
  makeBrowser();
});
/** Answers what is asked for, and waits until that has arrived. */
async function answerAll(count: number) {
  await vi.waitFor(() => expect(answers).toHaveLength(count));
  for (const answer of answers) answer();
  await new Promise((resolve) => setTimeout(resolve));
}

it("an offer that is made twice, as React does in development, is answered once", async () => {
  const onChosen = vi.fn();
  offerPasskeys(request("twice"), onChosen);
  stopOffering();
  offerPasskeys(request("twice"), onChosen);
  await answerAll(1);
  expect(onChosen).toHaveBeenCalledOnce();
});

it("the answer to an offer counts no more once the person is asked by the button", async () => {
  const onChosen = vi.fn();
  offerPasskeys(request("offered"), onChosen);
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  stopOffering();
  const asked = askForPasskey(request("asked"));
  await answerAll(2);
  expect((await asked).ceremony).toBe("asked");
  expect(onChosen).not.toHaveBeenCalled();
});

it("a challenge that was answered is not offered again when the form comes back", async () => {
  const onChosen = vi.fn();
  offerPasskeys(request("used"), onChosen);
  await answerAll(1);
  expect(onChosen).toHaveBeenCalledOnce();
  isAvailable.mockClear();
  offerPasskeys(request("used"), onChosen);
  expect(isAvailable).not.toHaveBeenCalled();
});

it.each([
  ["127.0.0.1", "http://localhost:3000"],
  ["[::1]", "http://localhost:3000"],
  ["192.168.1.7", "this site by its name"],
])("at %s, where passkeys can't be used, the message says to open %s", (hostname, name) => {
  makeBrowser(hostname);
  expect(passkeyProblem(new Error())).toBe(`Passkeys need a host name, not an IP address. Open ${name} instead.`);
});

it("a browser without passkeys is told apart from one that failed", () => {
  makeBrowser(undefined, false);
  expect(passkeyProblem(new Error())).toMatch(/^This browser can't use passkeys here/);
  makeBrowser();
  expect(passkeyProblem(new Error())).toMatch(/^The browser couldn't use a passkey/);
});
