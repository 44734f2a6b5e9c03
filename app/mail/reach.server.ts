import { createTransport } from "nodemailer";

const patienceMs = 5000;

/** Does the mail server answer and take the log-in of its address? null = yes, else why not, in its own words. */
export async function reachMail(smtpUrl: string): Promise<string | null> {
  const transport = createTransport({ url: smtpUrl, connectionTimeout: patienceMs, greetingTimeout: patienceMs });
  try {
    await transport.verify();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    transport.close();
  }
}
