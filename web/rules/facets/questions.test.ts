import { expect, it } from 'vitest';

import { facetQuestions } from './questions.ts';

it('counts each field without its own filter, and all that have none in one question', () => {
  const region = { field: 'region', under: '310000' };
  const source = { source: 'crm' };
  const text = { text: 'a' };
  const rule = { all: [region, text, source] };
  expect(facetQuestions(rule, ['region', 'industry', '_sources', 'employees'])).toEqual([
    { rule, facets: ['industry', 'employees'] },
    { rule: { all: [text, source] }, facets: ['region'] },
    { rule: { all: [region, text] }, facets: ['_sources'] },
  ]);
  expect(facetQuestions({ not: region }, ['region'])).toEqual([{ rule: { all: [] }, facets: ['region'] }]);
});
