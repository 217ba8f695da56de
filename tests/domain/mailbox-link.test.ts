/** Where a page says that a mail was sent, it leads to the mailbox of development, and nowhere else to it. */
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { EmailSection } from "@/features/account/email-section";
import { ConfirmLink } from "@/features/auth/confirm-link";
import { MailSent } from "@/features/auth/mail-sent";

const state = vi.hoisted(() => ({ options: { mail: true, mailbox: true }, isSuccess: false }));

vi.mock("next/navigation", () => ({ useRouter: () => ({}) }));
vi.mock("@/trpc/client", () => {
  const mutation = { useMutation: () => ({ isPending: false, error: null, isSuccess: state.isSuccess }) };
  const account = {
    signInOptions: { useQuery: () => ({ data: state.options }) },
    ...{ sendVerification: mutation, changeEmail: mutation, cancelEmailChange: mutation },
  };
  return { api: { useUtils: () => ({}), account, accountLink: { use: mutation } } };
});

const BUTTON = "Development only: open the mailbox";
const linksIn = (html: string) =>
  html.includes(BUTTON) ? [...html.matchAll(/href="(\/mailbox[^"]*)"/g)].map(([, href]) => href) : [];

const me = {
  id: "me",
  email: "jo@example.test",
  emailVerified: true,
  pendingEmail: null,
  name: "Jo",
  role: "CUSTOMER" as const,
  createdAt: new Date(),
  version: 0,
};
const profile = (values: object) =>
  linksIn(renderToStaticMarkup(createElement(EmailSection, { me: { ...me, ...values } })));

describe("the way to the mailbox", () => {
  it("is below “Check your mail”, where mails are kept", () => {
    const sent = (mailbox: boolean) => {
      const props = { email: "jo+1@example.test", mailbox };
      // biome-ignore lint/correctness/noChildrenProp: the children are a required prop.
      return linksIn(renderToStaticMarkup(createElement(MailSent, { ...props, children: "The mail." })));
    };
    expect(sent(true)).toEqual(["/mailbox?to=jo%2B1%40example.test"]);
    expect(sent(false)).toEqual([]);
  });

  it("is in the profile, for an address that waits for its link", () => {
    expect(profile({})).toEqual([]);
    expect(profile({ emailVerified: false })).toEqual(["/mailbox?to=jo%40example.test"]);
    expect(profile({ pendingEmail: "new@example.test" })).toEqual(["/mailbox?to=new%40example.test"]);
    state.options = { mail: true, mailbox: false };
    expect(profile({ emailVerified: false, pendingEmail: "new@example.test" })).toEqual([]);
  });

  it.each(["UNDO_NEW_EMAIL", "NOT_ME"] as const)("is below the result of a link of the kind %s", (kind) => {
    const link = { kind, state: "USABLE", email: "jo@example.test", needsSession: false } as const;
    const props = { secret: "any", link, isSignedIn: false, mailbox: true };
    const page = () => renderToStaticMarkup(createElement(ConfirmLink, props));
    state.isSuccess = false;
    expect(linksIn(page())).toEqual([]);
    state.isSuccess = true;
    expect(linksIn(page())).toEqual(["/mailbox?to=jo%40example.test"]);
    expect(page()).toMatch(/<h1[^>]*>(Your account is back|All access was ended)<\/h1>/);
  });
});
