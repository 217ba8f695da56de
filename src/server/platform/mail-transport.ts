import "server-only";
import { createTransport } from "nodemailer";
import { env } from "@/env";
import { product } from "@/product";
import { publicUrl } from "./public-address";

export type OutgoingMail = {
  /** The same for each try: mail programs show a mail that arrives twice once. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
};

/** A mail server did not take a mail. */
export class MailFailure extends Error {
  /**
   * @param reason codes, and never the server's text: it may quote the mail
   * @param isFinal whether each further try would fail: the server refuses the recipient or the mail itself
   */
  constructor(
    readonly reason: string,
    readonly isFinal: boolean,
  ) {
    super(`A mail server did not take a mail: ${reason}`);
  }
}

/** Mails that are sent at a time. */
export const PARALLEL_MAILS = 5;
/** Milliseconds for one mail in all, and for each step of it. */
export const SEND_MS = 60_000;
const STEP_MS = 10_000;

const hostOf = (url: string) => new URL(url).hostname;

/** Opens connections to the mail server of SMTP_URL, as they are needed, until `close`. */
export function openMailTransport() {
  const host = hostOf(publicUrl("/"));
  const from = env().MAIL_FROM ?? `${product.name} <no-reply@${host}>`;
  const transport = createTransport({
    url: env().SMTP_URL,
    pool: true,
    maxConnections: PARALLEL_MAILS,
    maxRequeues: 0, // who sends decides when to try again
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    dnsTimeout: STEP_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  /** Sends a mail. @throws MailFailure */
  async function send({ id, to, ...content }: OutgoingMail): Promise<void> {
    const messageId = `<${id}@${host}>`;
    const headers = { "Auto-Submitted": "auto-generated" }; // RFC 3834: no vacation notices in return
    const signal = AbortSignal.timeout(SEND_MS);
    try {
      await transport.sendMail({ from, to: { name: "", address: to }, messageId, headers, signal, ...content });
    } catch (error) {
      throw toFailure(error as SmtpError);
    }
  }
  return { send, close: () => transport.close() };
}

/** @types of nodemailer's errors. */
type SmtpError = { code?: string; command?: string; responseCode?: number; response?: string };

function toFailure({ code = "unknown", command, responseCode, response }: SmtpError): MailFailure {
  const [, status] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? "") ?? []; // RFC 3463
  const reason = [code, command, responseCode, status].filter(Boolean).join(" ");
  const isAboutMail = command === "RCPT TO" || command === "DATA";
  return new MailFailure(reason, isAboutMail && responseCode !== undefined && responseCode >= 500);
}
