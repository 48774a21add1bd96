/** The house's import rules. Stages stand in the order in which data flows; a stage sees only what is left of it. */
const foundations = ['lib', 'fields', 'store', 'http', 'jobs', 'access'];
const stages = [
  'sources',
  'records',
  'identity',
  'profiles',
  'events',
  'consent',
  'forms',
  'self-service',
  'connectors',
  'teamwork',
  'query',
  'segments',
  'insights',
  'dashboards',
  'activation',
];
const roots = '^src/(app|pipeline|client|config|main)[.]ts$';

const noBackflow = stages.map((stage, i) => ({
  name: `${stage}-no-backflow`,
  severity: 'error',
  comment: 'A stage imports only stages to its left.',
  from: { path: `^src/${stage}/` },
  to: { path: `^src/(${stages.slice(i + 1).join('|') || 'none'})/` },
}));

const doors = stages.map((stage) => ({
  name: `${stage}-by-its-doors`,
  severity: 'error',
  comment: 'Another stage is reached by its index.ts or contract.ts only.',
  from: { path: '^src/', pathNot: `^src/${stage}/` },
  to: { path: `^src/${stage}/`, pathNot: `^src/${stage}/(index|contract)[.]ts$` },
}));

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '[.]d[.]ts$' },
      to: {},
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...noBackflow,
    ...doors,
    {
      name: 'foundations-know-no-stage',
      severity: 'error',
      from: { path: `^src/(${foundations.join('|')})/` },
      to: { path: `^src/(${stages.join('|')})/` },
    },
    { name: 'lib-is-pure', severity: 'error', from: { path: '^src/lib/' }, to: { path: '^src/(?!lib/)' } },
    {
      name: 'fields-see-lib-only',
      severity: 'error',
      from: { path: '^src/fields/' },
      to: { path: '^src/(?!lib/|fields/)' },
    },
    {
      name: 'contract-is-isomorphic',
      severity: 'error',
      from: { path: '/contract[.]ts$' },
      to: { pathNot: ['^node_modules/zod', '^src/lib/', '^src/fields/', '/contract[.]ts$'] },
    },
    {
      name: 'callers-see-contracts',
      severity: 'error',
      comment: 'The command line is an API client; cli/server.ts alone may open the application.',
      from: { path: '^cli/', pathNot: '^cli/server[.]ts$' },
      to: {
        path: '^src/',
        pathNot: ['^src/client(-files)?[.]ts$', '^src/lib/', '^src/fields/', '/contract[.]ts$'],
      },
    },
    {
      name: 'web-sees-contracts',
      severity: 'error',
      comment: 'The web application is an API client that runs in a browser.',
      from: { path: '^web/', pathNot: '[.]test[.]ts$' },
      to: { path: '^src/', pathNot: ['^src/client[.]ts$', '^src/lib/', '^src/fields/', '/contract[.]ts$'] },
    },
    {
      name: 'web-runs-in-browsers',
      severity: 'error',
      from: { path: '^web/', pathNot: ['[.]test[.]ts$', '[.]config[.]ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'web-asks-for-catalogues',
      severity: 'error',
      comment:
        'The fields of a workspace come from the API, its own among them; the tables of the catalogue are too large to ship.',
      from: { path: '^web/' },
      to: { path: '^src/(fields/(data/|index[.]ts|catalogue[.]ts|region[.]ts|industry[.]ts)|lib/pinyin)' },
    },
    {
      name: 'no-way-into-the-web',
      severity: 'error',
      from: { path: '^(src|cli)/' },
      to: { path: '^web/' },
    },
    {
      name: 'roots-are-not-imported',
      severity: 'error',
      from: { path: '^src/(?!flow/)[^/]+/' },
      to: { path: roots, pathNot: '^src/config[.]ts$' },
    },
    {
      name: 'drivers-in-store',
      severity: 'error',
      from: { path: '^(src|cli|web)/', pathNot: '^src/store/' },
      to: { path: 'node_modules/(chdb|@clickhouse|@electric-sql|pg)(/|$)' },
    },
    {
      name: 'not-to-dev-dep',
      severity: 'error',
      from: { path: '^(src|cli)/', pathNot: '[.]test[.]ts$' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
