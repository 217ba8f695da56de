/** Signing in at a provider once more, as a fresh proof. */
import { describe, expect, it } from "vitest";
import { makeUser, PASSWORD } from "../setup/factories";
import { clientOf, csrfOf, post, signIn } from "../setup/http";
import { visitProvider } from "../setup/oidc-provider";
import { begin, comeBack, isSignedIn, me } from "./provider-browser";
import { METHODS, makePerson, signInBy, userOf } from "./provider-people";

describe("a fresh proof", () => {
  /** Whether what is dangerous is allowed, or why not. */
  const isProven = (cookie: string) =>
    clientOf(cookie)
      .factor.startTotp.mutate({})
      .then(
        () => true,
        ({ data }) => data.reason,
      );
  const prove = { prove: "true", target: "/account/security" };
  const withoutQuestion = (url: string) => {
    const silent = new URL(url);
    for (const name of ["prompt", "max_age"]) silent.searchParams.delete(name);
    return silent.href;
  };

  it("is not a sign-in whose provider doesn't say when the person has signed in there", async () => {
    const { cookie } = await signInBy({ sub: makePerson().sub });
    expect(await isSignedIn(cookie)).toBe(true);
    expect(await isProven(cookie)).toBe("FRESH_PROOF_REQUIRED");
  });

  it("is a sign-in whose provider says that it was just now", async () => {
    const { url, cookie } = await begin("oidc");
    const callback = await visitProvider(`${url}&max_age=600`, { sub: makePerson().sub });
    expect(await isProven((await comeBack(callback, cookie)).cookie)).toBe(true);
  });

  it("is given by signing in at the provider once more, which leads back to the page", async () => {
    const { sub } = makePerson();
    const { cookie } = await signInBy({ sub });
    expect(await clientOf(cookie).proof.methods.query()).toMatchObject({ methods: [], providers: [{ id: "oidc" }] });
    const { url, cookie: atProvider } = await begin("oidc", prove, cookie);
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({ prompt: "login", max_age: "0" });
    const answer = await comeBack(await visitProvider(url, { sub }), atProvider);
    expect(answer.page).toBe(`/sign-in?callbackUrl=${encodeURIComponent("/account/security")}`);
    expect(await isProven(answer.cookie)).toBe(true);
    expect(await me(answer.cookie)).toMatchObject({ id: (await userOf(sub))?.id });
  });

  it("is not given by a browser in which somebody is signed in there, and which asks for no more", async () => {
    const { sub } = makePerson();
    const atProvider = new Map<string, string>();
    const first = await begin("oidc");
    const { cookie } = await comeBack(await visitProvider(first.url, { sub }, atProvider), first.cookie);
    const { url, cookie: next } = await begin("oidc", prove, cookie);
    const silent = await visitProvider(withoutQuestion(url), { error: "access_denied" }, atProvider);
    const answer = await comeBack(silent, next);
    expect(answer.page).toBe(`${METHODS}?error=not-recent`);
    expect(await isProven(answer.cookie)).toBe("FRESH_PROOF_REQUIRED");
  });

  it("is not given by another person, nor to another session", async () => {
    const { sub } = makePerson();
    const { cookie } = await signInBy({ sub });
    const answer = await signInBy({ sub: makePerson().sub }, prove, cookie);
    expect([answer.page, await isProven(answer.cookie)]).toEqual([
      `${METHODS}?error=not-yours`,
      "FRESH_PROOF_REQUIRED",
    ]);
    const { url, cookie: next } = await begin("oidc", prove, cookie);
    const other = (await signIn((await makeUser()).email, PASSWORD)).cookie ?? "";
    const swapped = next.replace(/roundtrip\.session-\w+=[^;]+/, other);
    expect(swapped).not.toBe(next);
    expect((await comeBack(await visitProvider(url, { sub }), swapped)).page).toBe(`${METHODS}?error=other-session`);
  });

  it("without a session is 401", async () => {
    const { csrfToken, cookie } = await csrfOf();
    const body = JSON.stringify({ csrfToken, json: "true", prove: "true" });
    expect((await post("/api/auth/signin/oidc", body, { cookie })).status).toBe(401);
  });
});
