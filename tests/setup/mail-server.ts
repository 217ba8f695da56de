/** A mail server on loopback that speaks real SMTP, and whose answers a test decides. */
import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

export type ReceivedMail = {
  /** Of the envelope. */
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  headers: Record<string, string>;
};

/**
 * To take a mail, or refuse it at a step with a code; not to answer at all; or to destroy the connection in the middle of the mail,
 * or after having taken it.
 */
export type MailAnswer =
  | "take"
  | "hold"
  | "die in the mail"
  | "die after the mail"
  | { code: number; at: "connect" | "auth" | "sender" | "recipient" | "data" };

const refusal = (code: number) =>
  Object.assign(new Error("5.7.1 Refused, with https://secret.test in it"), { responseCode: code });

async function parse(raw: Buffer, from: string, to: string): Promise<ReceivedMail> {
  const mail = await PostalMime.parse(raw);
  const { subject = "", text = "", html = "", messageId = "" } = mail;
  const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]));
  return { to, from, subject, text, html, messageId, headers };
}

/**
 * Starts the server. `mails` has those that it has taken. `answer` may be replaced at any time; it gets the number of the connection or
 * mail, from 1 on. `most` is how many mails were sent
 * at a time, `holding` how many it has held.
 */
export async function startMailServer(answer: (count: number) => MailAnswer = () => "take") {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const held = new Set<() => void>();
  const state = { mails, answer, begun: 0, connections: 0, present: 0, most: 0, holding: 0 };

  const refusalAt = (at: string, count = state.begun + 1) => {
    const given = state.answer(count);
    return typeof given === "object" && given.at === at ? refusal(given.code) : null;
  };

  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    onConnect: (_session, done) => done(refusalAt("connect", ++state.connections)),
    onAuth: (_credentials, _session, done) => {
      const error = refusalAt("auth");
      if (error) done(error);
      else done(null, { user: "any" });
    },
    onMailFrom: (_address, _session, done) => done(refusalAt("sender")),
    onRcptTo: (_address, _session, done) => done(refusalAt("recipient")),
    async onData(stream, { envelope }, answerMail) {
      const given = state.answer(++state.begun);
      state.most = Math.max(state.most, ++state.present);
      const done: typeof answerMail = (error) => {
        state.present--;
        answerMail(error);
      };
      const die = () => {
        for (const socket of sockets) socket.destroy();
      };
      if (given === "die in the mail") return die();
      const raw = await buffer(stream).catch(() => undefined); // the client may die, too
      if (!raw) return done();
      const from = envelope.mailFrom ? envelope.mailFrom.address : "";
      if (typeof given === "object") return done(refusal(given.code));
      if (given === "hold") {
        await new Promise<void>((release) => {
          held.add(release);
          state.holding++;
        });
      }
      mails.push(await parse(raw, from, envelope.rcptTo[0]?.address ?? ""));
      if (given === "die after the mail") die();
      else done();
    },
  });
  server.on("error", () => {}); // connections that were destroyed
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.server.address() as AddressInfo;

  return Object.assign(state, {
    url: `smtp://127.0.0.1:${port}`,
    /** Takes the mails that were held. */
    release() {
      for (const resume of held) resume();
      held.clear();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((closed) => server.close(() => closed()));
    },
  });
}
