import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

export type ReceivedMail = {
  /** The envelope, which is what counts for delivery. */
  from: string;
  to: string[];
  /** The parsed message. */
  email: Email;
};

export type MailServer = {
  /** For `SMTP_URL`. */
  url: string;
  mails: ReceivedMail[];
  /** Resolves with mail number `count` (from 1), as soon as it is there. */
  received: (count: number) => Promise<ReceivedMail>;
  /** Refuses everything from now on with this SMTP answer, for example 550 "No such user". */
  refuse: (code: number, message: string) => void;
  /** Takes the next mails, but answers only when it may go on. */
  hold: () => { reached: Promise<void>; goOn: () => void };
  close: () => Promise<void>;
};

/** A real SMTP server on loopback; takes everything without sign-in. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const waiting: { count: number; resolve: (mail: ReceivedMail) => void }[] = [];
  let refusal: Error | undefined;
  let held: { reach: () => void; released: Promise<void> } | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onRcptTo: (_, __, callback) => callback(refusal),
    onData: (stream, session, callback) => {
      void buffer(stream).then(async (bytes) => {
        held?.reach();
        await held?.released;
        const { mailFrom, rcptTo } = session.envelope;
        const mail = {
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map((recipient) => recipient.address),
          email: await PostalMime.parse(bytes),
        };
        mails.push(mail);
        for (const { count, resolve } of waiting) if (mails.length === count) resolve(mail);
        callback();
      }, callback);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    received: (count) => {
      const already = mails[count - 1];
      return already ? Promise.resolve(already) : new Promise((resolve) => waiting.push({ count, resolve }));
    },
    refuse: (responseCode, message) => (refusal = Object.assign(new Error(message), { responseCode })),
    hold: () => {
      const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      held = { reach: reached.resolve, released: released.promise };
      return { reached: reached.promise, goOn: released.resolve };
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
