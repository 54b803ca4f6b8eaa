import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll } from "vitest";

export interface TestSmtp {
  port: () => number;
  /** What was accepted, oldest first, with the envelope's recipients. */
  received: { recipients: string[]; mail: Email; raw: string }[];
  /** From now on: take everything, or refuse every recipient with this answer. */
  answer: (how: "take" | { code: number; message: string }) => void;
}

/** A real mail server on a free port of this machine, for one test file. */
export function testSmtp(): TestSmtp {
  const received: TestSmtp["received"] = [];
  let refusal: { code: number; message: string } | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) =>
      refusal ? done(Object.assign(new Error(refusal.message), { responseCode: refusal.code })) : done(),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks).toString("utf8");
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        void PostalMime.parse(raw).then((mail) => {
          received.push({ recipients, mail, raw });
          done();
        }, done);
      });
    },
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
  return {
    received,
    port: () => {
      const address = server.server.address();
      if (!address || typeof address === "string") throw new Error("the mail server is not listening");
      return address.port;
    },
    answer: (how) => {
      refusal = how === "take" ? null : how;
    },
  };
}
