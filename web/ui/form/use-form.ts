import { useState, type FormEvent } from 'react';
import type { z } from 'zod';
import type { Endpoint } from '../../../src/lib/endpoint.ts';
import { useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';

type Wrong = (typeof messages.en)['wrong'];

/** What is wrong with a value, in words of the form. */
function describeIssue(issue: z.core.$ZodIssue, say: Wrong): string {
  if (issue.code === 'too_small')
    return issue.minimum === 1 ? say.missing : say.tooShort(Number(issue.minimum));
  if (issue.code === 'too_big') return say.tooLong(Number(issue.maximum));
  if (issue.code === 'invalid_format' && issue.format === 'email') return say.email;
  if (issue.code === 'invalid_type') return say.missing;
  return issue.path[0] === 'password' ? say.password : say.other;
}

/** The texts of a form by the names of its inputs; empty ones are left out, as if they had not been asked. */
function readForm(form: HTMLFormElement): Record<string, string> {
  const texts = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value] as const] : [],
  );
  return Object.fromEntries(texts);
}

/**
 * A form whose inputs are those of an endpoint: checked by its contract before anything is sent.
 * `fixed` is what the form does not ask; `send` gets the input as the contract has read it.
 */
export function useForm<I extends z.ZodObject>(
  endpoint: Pick<Endpoint<I>, 'input'>,
  send: (input: z.output<I>) => Promise<unknown>,
  fixed: Readonly<Record<string, unknown>> = {},
): { errors: Readonly<Record<string, string>>; submit: (event: FormEvent<HTMLFormElement>) => void } {
  const say = useMessages(messages).wrong;
  const [issues, setIssues] = useState<readonly z.core.$ZodIssue[]>([]);
  return {
    errors: Object.fromEntries(issues.map((issue) => [String(issue.path[0]), describeIssue(issue, say)])),
    submit(event) {
      event.preventDefault();
      const form = event.currentTarget;
      const read = endpoint.input.safeParse({ ...readForm(form), ...fixed });
      setIssues(read.error?.issues ?? []);
      if (read.success) {
        void send(read.data);
        return;
      }
      const first = read.error.issues[0]?.path[0];
      const input = form.elements.namedItem(String(first));
      if (input instanceof HTMLElement) input.focus();
    },
  };
}
