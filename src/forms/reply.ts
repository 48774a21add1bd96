import { escapeMarkup } from '../lib/form-markup.ts';
import { sayIn } from '../lib/form.ts';
import type { FormMailer } from './confirm.ts';
import type { Throttle } from './door.ts';
import type { FoundForm, SubmissionRow } from './tables.ts';

interface ReplyParts {
  readonly mailer: FormMailer;
  readonly throttle: Throttle;
  readonly later: (work: Promise<unknown>) => void;
}

/** Letters to one address in a quarter of an hour: whoever fills in somebody else's sends that one hardly anything. */
const mostLetters = 2;

/** Answers by mail what was sent with a form: with the words of whoever made the form, and none of whoever filled it in. */
export function createReplies({ mailer, throttle, later }: ReplyParts) {
  const write = async (to: string, { design }: FoundForm, language: 'en' | 'zh'): Promise<void> => {
    const subject = sayIn(design.reply.subject, language).replaceAll(/\s+/g, ' ');
    const text = sayIn(design.reply.text, language);
    const paragraphs = escapeMarkup(text)
      .split(/\n{2,}/)
      .map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`);
    const html = `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><body style="font: 16px/1.6 sans-serif; max-width: 36em">${paragraphs.join('')}</body></html>`;
    const attempt = { subject: `form-reply:${to}`, limit: mostLetters, ip: null, counts: 'always' } as const;
    // Too many: then none is sent, and nobody waits for it.
    const isFine = await throttle(attempt, async () => undefined).then(
      () => true,
      () => false,
    );
    if (isFine) await mailer.send(to, { subject, text, html });
  };
  return {
    send(form: FoundForm, { answers, context }: Pick<SubmissionRow, 'answers' | 'context'>): void {
      const { questions, reply } = form.design;
      const asked = questions.find(({ type, id }) => type === 'email' && answers[id] !== undefined);
      const to = asked === undefined ? undefined : answers[asked.id];
      if (typeof to !== 'string' || sayIn(reply.text, context.language) === '' || !mailer.isSet) return;
      later(write(to.toLowerCase(), form, context.language));
    },
  };
}

export type Replies = ReturnType<typeof createReplies>;
