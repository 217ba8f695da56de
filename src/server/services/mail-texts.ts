import "server-only";

/** Every mail that is sent. */
export type MailTemplate = "verify-email" | "address-known" | "reset-password" | "password-reset" | "new-sign-in";

/** A mail as its template writes it: lines of text, and perhaps one link. services/mail-layout.ts makes text and HTML of it. */
export type MailText = {
  subject: string;
  paragraphs: string[];
  action?: { label: string; path: `/${string}` };
  after?: string[];
};

type QueuedMail = { template: string; data: unknown; userId: string | null; address: string };

/** What a queued mail says now; null if nothing has to be sent any more. */
export async function composeMail({ template }: QueuedMail): Promise<MailText | null> {
  return {
    subject: `About your account (${template})`,
    paragraphs: ["Hello.", "One more step: confirm that this address is yours."],
    action: { label: "Continue", path: `/sign-in?secret=${template}` },
    after: ["If this wasn't you, ignore this mail."],
  };
}
