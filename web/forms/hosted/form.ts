import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { zeroBits } from '../../../src/lib/form.ts';

/*
 * The script of a form's page: sends what was filled in, with a solved puzzle. It is small and loads nothing of the application.
 */
const words = {
  en: {
    sending: 'Sending …',
    wrong: 'Please look at the marked questions again.',
    failed: 'It could not be sent. Check the connection and try again.',
  },
  zh: {
    sending: '正在提交……',
    wrong: '请检查标出的问题。',
    failed: '提交失败，请检查网络后重试。',
  },
} as const;

const page = document.querySelector('main');
const form = document.querySelector('form');
const say = words[page?.dataset['language'] === 'zh' ? 'zh' : 'en'];
const id = page?.dataset['form'] ?? '';

/** What the page around a frame says of itself; else of this page. */
const around = new URLSearchParams(location.hash.slice(1));

function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** Tries numbers, a few thousand at a time, so that the page stays alive meanwhile. */
async function solve(puzzle: string, bits: number): Promise<number> {
  for (let solution = 0; ; solution += 1) {
    if (zeroBits(sha256(utf8ToBytes(`${puzzle}:${solution}`))) >= bits) return solution;
    if (solution % 2_000 === 1_999) await breathe();
  }
}

/** The answers by question: texts of inputs, values of what is chosen. */
function readAnswers(of: HTMLFormElement): Record<string, string | string[]> {
  const answers: Record<string, string | string[]> = {};
  for (const question of of.querySelectorAll<HTMLElement>('[data-question]')) {
    if (question instanceof HTMLFieldSetElement) {
      const chosen = [...question.querySelectorAll<HTMLInputElement>('input:checked')].map(
        ({ value }) => value,
      );
      const name = question.dataset['name'] ?? '';
      if (chosen.length > 0)
        answers[name] = question.dataset['question'] === 'multi' ? chosen : (chosen[0] ?? '');
    } else if (question instanceof HTMLInputElement || question instanceof HTMLTextAreaElement) {
      if (question.value.trim() !== '') answers[question.name] = question.value;
    }
  }
  return answers;
}

/** A question or a consent: its name, whether what must be there is, and what carries the mark. */
function readPart(part: HTMLElement) {
  const { name, consent } = part.dataset;
  if (part instanceof HTMLFieldSetElement) {
    const isMissing = 'required' in part.dataset && part.querySelector('input:checked') === null;
    return { name: name ?? '', isMissing, targets: [...part.querySelectorAll('input')] };
  }
  const isInput = part instanceof HTMLInputElement || part instanceof HTMLTextAreaElement;
  const own = consent ?? part.getAttribute('name') ?? '';
  return { name: own, isMissing: isInput && !part.validity.valid, targets: [part] };
}

/** Marks what has to be looked at again, and leads there. */
function mark(of: HTMLFormElement, wrong: (name: string) => boolean): boolean {
  const parts = [...of.querySelectorAll<HTMLElement>('[data-question], [data-consent]')].map(readPart);
  for (const { targets } of parts) for (const one of targets) one.removeAttribute('aria-invalid');
  const found = parts.filter(({ name, isMissing }) => isMissing || wrong(name));
  for (const { targets } of found) for (const one of targets) one.setAttribute('aria-invalid', 'true');
  found[0]?.targets[0]?.focus();
  return found.length > 0;
}

interface Answer {
  readonly ok: boolean;
  readonly text: string;
  readonly questions: readonly string[];
}

async function send(of: HTMLFormElement): Promise<Answer> {
  const asked: unknown = await (await fetch(`/f/${id}/puzzle`)).json();
  const { puzzle, bits } = readPuzzle(asked);
  const answer = await fetch(`/f/${id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      version: Number(page?.dataset['version']),
      language: page?.dataset['language'],
      answers: readAnswers(of),
      allowed: [...of.querySelectorAll<HTMLElement>('[data-consent]:checked')].map(
        (box) => box.dataset['consent'],
      ),
      trap: of.querySelector<HTMLInputElement>('#website')?.value ?? '',
      puzzle,
      solution: await solve(puzzle, bits),
      page: around.get('page') ?? location.href,
      referrer: around.get('referrer') ?? document.referrer,
      anonymous: around.get('anonymous') ?? '',
    }),
  });
  if (answer.ok) return { ok: true, text: '', questions: [] };
  return readProblem(await answer.json());
}

function readPuzzle(said: unknown): { puzzle: string; bits: number } {
  if (typeof said === 'object' && said !== null && 'puzzle' in said && 'bits' in said)
    return { puzzle: String(said.puzzle), bits: Number(said.bits) };
  throw new Error('no puzzle');
}

function readProblem(said: unknown): Answer {
  const problem = new Map<string, unknown>(
    typeof said === 'object' && said !== null ? Object.entries(said) : [],
  );
  const details = problem.get('details');
  const questions =
    typeof details === 'object' &&
    details !== null &&
    'questions' in details &&
    Array.isArray(details.questions)
      ? details.questions.map(String)
      : [];
  const text = problem.get(page?.dataset['language'] === 'zh' ? 'zh' : 'en');
  return { ok: false, text: typeof text === 'string' ? text : say.failed, questions };
}

function showProblem(of: HTMLFormElement, text: string): void {
  const place = of.querySelector<HTMLElement>('.problem');
  if (place === null) return;
  place.textContent = text;
  place.hidden = text === '';
}

function showThanks(): void {
  const fill = document.querySelector<HTMLElement>('#fill');
  const done = document.querySelector<HTMLElement>('#done');
  if (fill !== null) fill.hidden = true;
  if (done === null) return;
  done.hidden = false;
  done.focus();
}

async function submit(of: HTMLFormElement): Promise<void> {
  showProblem(of, '');
  if (mark(of, () => false)) return showProblem(of, say.wrong);
  const button = of.querySelector('button');
  const label = button?.textContent ?? '';
  if (button !== null) {
    button.disabled = true;
    button.textContent = say.sending;
  }
  try {
    const { ok, text, questions } = await send(of);
    if (ok) return showThanks();
    mark(of, (name) => questions.includes(name));
    showProblem(of, text);
  } catch {
    showProblem(of, say.failed);
  } finally {
    if (button !== null) {
      button.disabled = false;
      button.textContent = label;
    }
  }
}

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  void submit(form);
});

form?.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLElement) target.removeAttribute('aria-invalid');
});

// What is known of the page around goes along when the reader changes the language.
for (const link of document.querySelectorAll<HTMLAnchorElement>('.language a'))
  if (location.hash !== '') link.hash = location.hash;

if (page?.dataset['embed'] === '1' && window.parent !== window) {
  const tell = () =>
    window.parent.postMessage({ clienteleFormHeight: document.documentElement.offsetHeight + 8 }, '*');
  new ResizeObserver(tell).observe(document.body);
  tell();
}
