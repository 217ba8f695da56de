/** The main story of every account in the other two browser engines. */
import { DEMO_PASSWORD, expect } from "../story";
import { button, field, inOtherEngines, link } from "./story";

inOtherEngines("sign in, create a token, follow, revoke, sign out", async (story) => {
  const { browser, baseURL, click, shows, text, email } = story;
  await story.signIn("/account");
  await shows(email);

  await click(link("Access tokens"));
  await shows("No tokens yet");
  await browser.type(field("Name"), "By hand");
  await click('//label[contains(., "See my name and email")]');
  await click(button("Create token"));
  await shows("You won't see it again");
  await click(button("Done"));

  const data = { name: "By script", scopes: ["account:read"], expiresInDays: 7 };
  await story.callAsScript("POST", "/tokens", data);
  await shows("By script"); // by the change stream

  await click(`//button[normalize-space()="Revoke By hand"]`);
  await click(`//*[@role="alertdialog"]${button("Revoke token")}`);
  await shows(/“By hand” revoked/);
  await story.signOut();

  await browser.back();
  await shows("Sign in");
  expect(await text()).not.toContain("By script");

  await story.signIn(`/admin/users?search=${email}`, "admin@example.com", DEMO_PASSWORD);
  await shows(email);
  expect(await browser.evaluate("location.pathname")).toBe("/admin/users");
  await browser.open(`${baseURL}/docs`);
  await shows("API docs");
});
