import type { Transporter } from 'nodemailer';

import type { Letter } from './letters.ts';

/** Where mail is handed over, and whom it is from. */
export interface MailSettings {
  /** `smtp://user:password@host:587`, or `smtps://…` for TLS from the first byte. */
  readonly url: string;
  readonly from: string;
}

/** How long a mail server may take: whoever invites somebody waits for it. */
const patienceMs = 10_000;

export type Mailer = ReturnType<typeof createMailer>;

/** Sends letters by SMTP; without settings it says that it cannot. */
export function createMailer(settings: MailSettings | undefined, onFault: (error: unknown) => void) {
  let opened: Promise<Transporter> | undefined;
  const open = async ({ url }: MailSettings): Promise<Transporter> => {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
    });
  };
  const transport = (given: MailSettings): Promise<Transporter> => (opened ??= open(given));
  return {
    /** True where mail can be sent at all. */
    isSet: settings !== undefined,
    from: settings?.from ?? null,
    /** Hands a letter over; false when the mail server did not take it. */
    async send(to: string, letter: Letter): Promise<boolean> {
      if (settings === undefined) return false;
      try {
        await (
          await transport(settings)
        ).sendMail({
          from: settings.from,
          to,
          ...letter,
          attachments: [...(letter.attachments ?? [])],
        });
        return true;
      } catch (error) {
        onFault(error);
        return false;
      }
    },
    /** Asks the mail server whether it would take mail; the reason when not. */
    async check(): Promise<{ works: boolean; reason: string | null }> {
      if (settings === undefined) return { works: false, reason: null };
      try {
        await (await transport(settings)).verify();
        return { works: true, reason: null };
      } catch (error) {
        return { works: false, reason: error instanceof Error ? error.message.slice(0, 300) : String(error) };
      }
    },
  };
}
