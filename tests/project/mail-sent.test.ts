/** The page that says that a mail was sent leads to the mailbox, in development without a mail server. */
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { MailSent } from "@/features/auth/mail-sent";

it.each([true, false])("with a mailbox or without: %s", (mailbox) => {
  const props = { email: "jo+1@example.test", mailbox, children: "A text." };
  const markup = renderToStaticMarkup(createElement(MailSent, props));
  expect(markup.includes('href="/mailbox?to=jo%2B1%40example.test"')).toBe(mailbox);
});
