import { expect, test } from 'vitest';

import { findProfile, importFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';

const { freshWorkspace } = await openTestApp();

test('phones, amounts and dates of another country are read as its people mean them', async () => {
  const { client } = await freshWorkspace();
  const states = ['AR', 'CA', 'TX', 'NY', 'WA'];
  const american = [
    'company,state,phone,revenue,founded',
    ...states.map((state, index) => `Company ${index},${state},212-555-01${10 + index},"1,000",3/4/2001`),
  ].join('\n');
  await importFile(client, { name: 'american.csv', bytes: american }, { source: 'US' });
  const company = await findProfile(client, 'name', 'Company 0');
  expect(company.values).toMatchObject({
    phones: ['+12125550110'],
    turnover: { min: 1000, currency: 'USD' },
    founded: '2001-03-04',
  });

  const mixed = [
    'company,country,phone,fax',
    'One,美国,(212) 555-0100,+44 20 7946 0958',
    'Two,United Kingdom,020 7946 0958,',
    'Three,中国,010-88886666,',
    'Four,,13800138000,',
    'Five,USA,1234567890,',
  ].join('\n');
  const done = await importFile(client, { name: 'mixed.csv', bytes: mixed }, { source: 'World' });
  expect(done.issues).toEqual([{ field: 'phones', rows: 1, ruined: 0 }]);
  const phonesOf = async (name: string) => (await findProfile(client, 'name', name)).values['phones'];
  expect(await phonesOf('One')).toEqual(['+12125550100']);
  expect(await phonesOf('Two')).toEqual(['+442079460958']);
  expect(await phonesOf('Three')).toEqual(['+861088886666']);
  expect(await phonesOf('Four')).toEqual(['+8613800138000']);
  // A number that nobody has is kept as it came, and marked.
  expect(await phonesOf('Five')).toEqual(['1234567890']);
  expect((await findProfile(client, 'name', 'Five')).invalid).toEqual(['phones']);
});
