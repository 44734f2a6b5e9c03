import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/* A real SMTP server on a free port: takes, refuses or is not there. */

/** What it took, as it came over the wire; `onTaken` is called when it has taken a mail and has not said so yet. */
export type Smtp = { port: number; taken: string[]; onTaken: () => void; close(): Promise<void> };

/**
 * Opens a server on this machine.
 * @param port         0 = any that is free
 * @param refuseFirst  so many recipients are refused for now before it takes any
 */
export async function openSmtp({
  port = 0,
  refuseFirst = 0,
}: {
  port?: number;
  refuseFirst?: number;
} = {}): Promise<Smtp> {
  const taken: string[] = [];
  let refusals = refuseFirst;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo(_address, _session, done) {
      if (refusals > 0) {
        refusals -= 1;
        return done(Object.assign(new Error("mailbox busy"), { responseCode: 450 }));
      }
      done();
    },
    onData(stream, _session, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString("utf8");
      });
      stream.on("end", () => {
        taken.push(text);
        made.onTaken();
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const made: Smtp = {
    port: (server.server.address() as AddressInfo).port,
    taken,
    onTaken: () => undefined,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
  return made;
}
