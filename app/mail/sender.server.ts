import { createTransport } from "nodemailer";
import { mailFailed, mailSent, takeMail } from "~/workflows/mail.server";
import type { Collection } from "~db/collection/client";

export type Mailer = {
  /** Sends all that is due now; resolves when nothing is due any more. */
  run(): Promise<void>;
  /** Stops and waits for the mail under way. */
  stop(): Promise<void>;
};

/** How often the outbox is looked at. */
const everyMs = 5_000;

/**
 * Sends the outbox by SMTP, one mail at a time, in the order in which they are due.
 *
 * Each mail is leased, sent, then marked: after a crash between the two it is sent again (at least once). A refusal is
 * noted and tried again later; nothing is given up. Header text goes to nodemailer as values, never joined.
 * @param now     the clock
 * @param remind  writes mails that are due by time alone; asked before each look at the outbox
 */
export function startMailer({
  db,
  smtpUrl,
  from,
  now,
  remind = () => undefined,
}: {
  db: Collection;
  smtpUrl: string;
  from: string;
  now: () => string;
  remind?: (now: string) => unknown;
}): Mailer {
  const transport = createTransport(smtpUrl, {
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
  let stopped = false;
  let under: Promise<void> | null = null;

  const sendAll = async () => {
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
        mailFailed(db, line, classOf(error), now());
        continue;
      }
      mailSent(db, line.id, now());
    }
  };
  const run = () => {
    under ??= sendAll().finally(() => {
      under = null;
    });
    return under;
  };
  const timer = setInterval(() => void run(), everyMs);
  timer.unref();
  void run();
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
