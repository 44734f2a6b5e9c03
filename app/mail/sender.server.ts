import { createTransport } from "nodemailer";
import { mailFailed, mailSent, takeMail } from "~/workflows/mail.server";
import type { Collection } from "~db/collection/client";

export type Mailer = {
  /** Sends all that is due now; resolves when nothing is due any more. */
  run(): Promise<void>;
  /** Stops and waits for the mail under way. */
  stop(): Promise<void>;
};

/** How often the outbox is looked at, and how soon after a trouble again. */
const everyMs = 5_000;

/**
 * Sends the outbox by SMTP, one mail at a time, in the order in which they are due.
 *
 * Each mail is leased, sent, then marked: after a crash between the two it is sent again (at least once). A refusal is
 * noted and tried again later, until the text of the mail runs out. While the collection cannot be written mails wait, and what was sent is
 * marked before another is taken. Header text goes to nodemailer as values, never joined.
 * @param now     the clock
 * @param remind  writes mails that are due by time alone; asked before each look at the outbox
 * @param tell    hears what stopped a look at the outbox; the next one comes all the same
 */
export function startMailer({
  db,
  smtpUrl,
  from,
  now,
  remind = () => undefined,
  tell = () => undefined,
}: {
  db: Collection;
  smtpUrl: string;
  from: string;
  now: () => string;
  remind?: (now: string) => unknown;
  tell?: (error: unknown) => void;
}): Mailer {
  const transport = createTransport(smtpUrl, {
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
  let stopped = false;
  let under: Promise<void> | null = null;

  /** What became of mails taken and could not be written yet, the oldest first. */
  const outcomes: (() => void)[] = [];
  const writeOutcomes = () => {
    for (;;) {
      const write = outcomes[0];
      if (!write) return;
      write();
      outcomes.shift();
    }
  };

  const sendAll = async () => {
    writeOutcomes();
    remind(now());
    for (;;) {
      if (stopped) return;
      const line = takeMail(db, now());
      if (!line) return;
      try {
        // A stable Message-ID: a mail sent twice after a crash is one mail for the reader.
        const messageId = `<vigie-${line.id}-${Date.parse(line.createdAt)}@${hostOf(from)}>`;
        await transport.sendMail({
          from,
          to: { name: "", address: line.to },
          subject: line.subject,
          text: line.body,
          messageId,
        });
      } catch (error) {
        const failed = now();
        outcomes.push(() => mailFailed(db, line, classOf(error), failed));
        writeOutcomes();
        continue;
      }
      const sent = now();
      outcomes.push(() => mailSent(db, line.id, sent));
      writeOutcomes();
    }
  };
  const run = () => {
    under ??= sendAll()
      .catch(tell)
      .finally(() => {
        under = null;
      });
    return under;
  };
  const look = () => void run().catch(tell);
  const timer = setInterval(look, everyMs);
  timer.unref();
  look();
  return {
    run,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await under;
      transport.close();
    },
  };
}

function hostOf(from: string): string {
  return /@([a-z0-9.-]+)>?\s*$/i.exec(from)?.[1] ?? "localhost";
}

/** Class of a failure for the outbox page: nodemailer's code and the server's answer number; no address, no text. */
function classOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "unknown";
  const code = "code" in error && typeof error.code === "string" ? error.code : "unknown";
  const answer = "responseCode" in error && typeof error.responseCode === "number" ? ` ${error.responseCode}` : "";
  return `${code}${answer}`;
}
