import { createServer, type Socket } from 'node:net';

/** A message of a mailbox of tests: its structure and parts as a server of IMAP tells them. */
export interface ServedMessage {
  readonly from: readonly [name: string, user: string, host: string];
  readonly structure: string;
  /** By the number of the part: its headers and content, encoded. */
  readonly parts: Readonly<Record<string, { readonly mime: string; readonly body: string }>>;
}

/** A mailbox of tests, with a folder `Drop`. */
export interface TestMailbox {
  readonly port: number;
  readonly messages: Map<number, ServedMessage>;
  validity: number;
  /** What was asked, without secrets. */
  readonly asked: string[];
  close(): void;
}

/** A part of a message that is a file, as base64. */
export function attachment(name: string, type: string, content: string | Buffer) {
  const body = Buffer.from(content).toString('base64');
  const [main = '', sub = ''] = type.toUpperCase().split('/');
  return {
    structure: `("${main}" "${sub}" ("NAME" "${name}") NIL NIL "BASE64" ${body.length}${main === 'TEXT' ? ' 1' : ''} NIL ("ATTACHMENT" ("FILENAME" "${name}")) NIL)`,
    mime: `Content-Type: ${type}; name="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n`,
    body,
  };
}

/** A part of a message that is its text. */
export function text(content: string, type = 'plain') {
  const body = Buffer.from(content).toString('base64');
  return {
    structure: `("TEXT" "${type.toUpperCase()}" ("CHARSET" "UTF-8") NIL NIL "BASE64" ${body.length} 1 NIL NIL NIL)`,
    mime: `Content-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n`,
    body,
  };
}

/** A message of several parts. */
export function message(
  from: ServedMessage['from'],
  ...parts: readonly { readonly structure: string; readonly mime: string; readonly body: string }[]
): ServedMessage {
  return {
    from,
    structure: `(${parts.map(({ structure }) => structure).join('')} "MIXED" ("BOUNDARY" "b") NIL NIL)`,
    parts: Object.fromEntries(parts.map(({ mime, body }, at) => [String(at + 1), { mime, body }])),
  };
}

/** Opens a server of IMAP that lets `drop` in with the password `let me in`. */
export async function openImap(): Promise<TestMailbox> {
  const asked: string[] = [];
  const mailbox = { messages: new Map<number, ServedMessage>(), validity: 7, asked };
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
    let rest = '';
    socket.on('data', (piece) => {
      const lines = (rest + piece.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) answer(socket, mailbox, line);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return Object.assign(mailbox, { port, close: () => void server.close() });
}

type Served = Pick<TestMailbox, 'messages' | 'validity' | 'asked'>;
interface Reply {
  readonly lines: readonly string[];
  readonly end?: string;
}

/** What is answered to a command, by how it begins. */
const replies: readonly (readonly [begin: string, reply: (said: string, mailbox: Served) => Reply])[] = [
  [
    'LOGIN',
    (said) =>
      /"?drop"? "let me in"/.test(said)
        ? { lines: [] }
        : { lines: [], end: 'NO [AUTHENTICATIONFAILED] wrong password' },
  ],
  ['CAPABILITY', () => ({ lines: ['CAPABILITY IMAP4rev1'] })],
  ['LIST "" ""', () => ({ lines: ['LIST (\\Noselect) "/" ""'] })],
  ['LIST', (said) => ({ lines: said.includes('Drop') ? ['LIST () "/" "Drop"'] : [] })],
  [
    'EXAMINE',
    (said, { messages, validity }) =>
      said.includes('Drop')
        ? {
            lines: [
              `${messages.size} EXISTS`,
              `OK [UIDVALIDITY ${validity}] valid`,
              'OK [UIDNEXT 1000] next',
            ],
            end: 'OK [READ-ONLY] done',
          }
        : { lines: [], end: 'NO [NONEXISTENT] no such folder' },
  ],
  [
    'UID SEARCH',
    (said, { messages }) => {
      const first = Number(/UID (\d+):/.exec(said.slice(4))?.[1] ?? 1);
      const all = [...messages.keys()];
      const found = all.filter((uid) => uid >= first);
      return { lines: [`SEARCH ${(found.length > 0 ? found : all.slice(-1)).join(' ')}`] };
    },
  ],
  ['UID FETCH', (said, { messages }) => ({ lines: fetchMessages(messages, said) })],
];

function answer(socket: Socket, mailbox: Served, line: string): void {
  const [tag = '', ...words] = line.split(' ');
  const said = words.join(' ');
  if (!said.startsWith('LOGIN')) mailbox.asked.push(said);
  const reply = replies.find(([begin]) => said.startsWith(begin))?.[1](said, mailbox) ?? { lines: [] };
  socket.write(
    [...reply.lines.map((one) => `* ${one}\r\n`), `${tag} ${reply.end ?? 'OK done'}\r\n`].join(''),
  );
}

function fetchMessages(messages: TestMailbox['messages'], said: string): string[] {
  const [, , range = ''] = said.split(' ');
  const wanted = new Set(range.split(',').flatMap((part) => expand(part)));
  return [...messages].flatMap(([uid, one], at) =>
    wanted.has(uid)
      ? [`${at + 1} FETCH (${[`UID ${uid}`, ...describe(one, said), ...sections(one, said)].join(' ')})`]
      : [],
  );
}

function describe({ from: [name, user, host], structure }: ServedMessage, said: string): string[] {
  const from = `(("${name}" NIL "${user}" "${host}"))`;
  const envelope = `ENVELOPE ("Thu, 1 Jan 2026 10:00:00 +0000" "Hello" ${from} ${from} ${from} NIL NIL NIL NIL NIL)`;
  return [
    ...(said.includes('ENVELOPE') ? [envelope] : []),
    ...(said.includes('BODYSTRUCTURE') ? [`BODYSTRUCTURE ${structure}`] : []),
  ];
}

/** The parts that are asked for, by name and place; parts of tests are of ASCII. */
function sections({ parts }: ServedMessage, said: string): string[] {
  const asked = said.matchAll(/BODY\.PEEK\[([\d.]+?)(\.MIME)?\](?:<(\d+)\.(\d+)>)?/g);
  return Array.from(asked, ([, part = '', mime = '', start = '', length = '']) => {
    const whole = parts[part]?.[mime === '' ? 'body' : 'mime'] ?? '';
    const piece = start === '' ? whole : whole.slice(Number(start), Number(start) + Number(length));
    return `BODY[${part}${mime}]${start === '' ? '' : `<${start}>`} {${piece.length}}\r\n${piece}`;
  });
}

function expand(part: string): number[] {
  const [first = 0, last = first] = part.split(':').map(Number);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
