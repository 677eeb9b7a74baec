// Which room may import which. Each rule has a planted violation in ./planted that must be found.
const room = (name) => `^(packages|apps)/${name}/|planted/${name}/`;
const packageOrder = [
  'contracts',
  'kernel',
  'market',
  'platform',
  'research',
  'features',
  'operations',
  'server',
  'cli',
];
const mayNot = (name, from, to, extra = {}) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.(test|conformance)\\.ts$' },
  to: { path: to, ...extra },
});
const any = (names) => `(${names.map(room).join('|')})`;
const after = (name, ...except) =>
  packageOrder.slice(packageOrder.indexOf(name) + 1).filter((other) => !except.includes(other));

const forbidden = [
  mayNot('contracts-imports-zod-only', room('contracts'), '.', {
    pathNot: `${room('contracts')}|node_modules/zod/`,
  }),
  mayNot('kernel-stays-below', room('kernel'), any(after('kernel'))),
  mayNot('kernel-does-no-io', room('kernel'), '^(node:)?(fs|net|http|https|child_process|sqlite)(/|$)'),
  mayNot('platform-stays-below', room('platform'), any(['market', ...after('platform')])),
  mayNot('market-stays-below', room('market'), any(after('market', 'platform'))),
  mayNot('market-takes-io-as-argument', room('market'), room('platform'), {
    dependencyTypesNot: ['type-only'],
  }),
  mayNot('research-stays-below', room('research'), any(after('research'))),
  mayNot('research-takes-io-as-argument', room('research'), room('platform'), {
    dependencyTypesNot: ['type-only'],
  }),
  mayNot('features-stay-below', room('features'), any(after('features'))),
  mayNot('operations-stay-below', room('operations'), any(after('operations'))),
  mayNot('server-stays-below-cli', room('server'), room('cli')),
  mayNot('web-imports-contracts-only', room('web'), '^(packages|apps)/|planted/(?!web)', {
    pathNot: `${room('web')}|${room('contracts')}`,
  }),
  mayNot('testkit-is-for-tests', '^(packages|apps)/(?!testkit)|planted/(?!testkit)', room('testkit')),
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
];

export default {
  forbidden,
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.tsc)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.vue', '.mjs', '.js', '.json'],
    },
  },
};
