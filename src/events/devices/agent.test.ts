import { expect, test } from 'vitest';

import { readAgent } from './agent.ts';

const agents: readonly (readonly [
  text: string,
  type: string,
  model: string,
  system: string,
  browser: string,
])[] = [
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    'desktop',
    '',
    'Windows 10',
    'Chrome 131',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'mobile',
    'Apple iPhone',
    'iOS 17',
    'Mobile Safari 17',
  ],
  [
    'Mozilla/5.0 (Linux; Android 13; 2211133C Build/TKQ1.220905.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/111.0.5563.116 Mobile Safari/537.36 XWEB/5169 MMWEBSDK/20230504 MicroMessenger/8.0.37.2380(0x2800255B) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64',
    'mobile',
    'Xiaomi 2211133C',
    'Android 13',
    'WeChat 8',
  ],
  [
    'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1',
    'tablet',
    'Apple iPad',
    'iOS 16',
    'Mobile Safari 16',
  ],
  ['axios/1.7.2', 'other', '', '', ''],
  ['analytics-node/6.2.0', 'other', '', '', ''],
  ['', 'other', '', '', ''],
];

test.each(agents)('%s', (...[text, type, model, system, browser]) => {
  const read = readAgent(text);
  expect({ ...read, model: `${read.maker} ${read.model}`.trim() }).toMatchObject({
    type,
    model,
    system,
    browser,
  });
});

test('texts made to be slow are read in no time', () => {
  const hostile = ['(Android ', ';', 'Mozilla/5.0 (', ' Build/', 'a-', '/1.', 'SM-'].map((part) =>
    part.repeat(100_000),
  );
  const started = performance.now();
  for (const text of hostile) readAgent(text);
  expect(performance.now() - started).toBeLessThan(50 * hostile.length);
});
