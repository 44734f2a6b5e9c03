import { createHash } from "node:crypto";
import { type LinkToHandOver, mayHandOver, secretsIn } from "~/domain/people/link";
import type { Collection } from "~db/collection/client";
import { listMail } from "~db/collection/outbox";
import { invitationByHash } from "~db/collection/people/invitations";

/** May this person read the text of a mail, to hand it over where no mail server is set? By every link in it. */
export function mayReadMail(db: Pick<Collection, "select">, mail: { body: string }, reader: number): boolean {
  const links = secretsIn(mail.body).map((secret): LinkToHandOver | undefined =>
    invitationByHash(db, createHash("sha256").update(secret).digest("hex")),
  );
  return mayHandOver(links, reader);
}

/** The invitation that waits for this address and that this person wrote, to be handed over by her; null = none. */
export function letterToHandOver(db: Pick<Collection, "select">, to: string, reader: number): string | null {
  const waiting = listMail(db).find(
    (mail) =>
      mail.to === to && mail.sentAt === null && secretsIn(mail.body).length > 0 && mayReadMail(db, mail, reader),
  );
  return waiting?.body ?? null;
}
