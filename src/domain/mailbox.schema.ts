import { z } from "zod";
import { Id, text } from "./text.schema";

/** A mail that was kept instead of being sent. */
const KeptMail = z.object({
  id: Id,
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  sentAt: z.date(),
});

/** `to` finds the mails to one address. */
export const ListKeptMails = z.object({ to: text(0, 254).optional() });
export type ListKeptMails = z.output<typeof ListKeptMails>;

export const KeptMailList = z.object({ items: z.array(KeptMail) });
export type KeptMailList = z.output<typeof KeptMailList>;
