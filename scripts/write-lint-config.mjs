// Writes .oxlintrc.json from the table of rooms below (docs/architecture.md shows the same table).
// A later override replaces an earlier no-restricted-imports, it does not merge: each override gets its full list here.
import { writeFileSync } from 'node:fs';

const SHARED = ['shared-util', 'shared-model', 'shared-timeline', 'shared-contract', 'shared-i18n', 'shared-commands'];

/** room: [folder, rooms it may import besides itself] */
const ROOMS = {
  'shared-util': ['src/shared/util', []],
  'shared-model': ['src/shared/model', ['shared-util']],
  'shared-timeline': ['src/shared/timeline', ['shared-util', 'shared-model']],
  'shared-contract': ['src/shared/contract', ['shared-util', 'shared-model']],
  'shared-i18n': ['src/shared/i18n', ['shared-util', 'shared-model', 'shared-contract']],
  'shared-commands': ['src/shared/commands', ['shared-util', 'shared-model', 'shared-i18n']],
  preload: ['src/preload', ['shared-contract']],
  platform: ['src/main/platform', SHARED],
  db: ['src/main/db', ['platform', ...SHARED]],
  media: ['src/main/media', ['platform', 'workers', ...SHARED]],
  providers: ['src/main/providers', ['platform', ...SHARED]],
  workers: ['src/main/workers', ['platform', ...SHARED]],
  jobs: ['src/main/jobs', ['db', 'platform', ...SHARED]],
  money: ['src/main/money', ['providers', 'db', 'platform', ...SHARED]],
  calls: ['src/main/calls', ['money', 'providers', 'jobs', 'library', 'media', 'db', 'platform', ...SHARED]],
  library: ['src/main/library', ['db', 'media', 'workers', 'platform', ...SHARED]],
  projects: ['src/main/projects', ['db', 'library', 'platform', ...SHARED]],
  planning: ['src/main/planning', ['platform', ...SHARED]],
  'local-render': ['src/main/local-render', ['media', 'providers', 'workers', 'platform', ...SHARED]],
  quality: ['src/main/quality', ['media', 'platform', ...SHARED]],
  generation: [
    'src/main/generation',
    [
      'planning',
      'providers',
      'money',
      'calls',
      'jobs',
      'library',
      'projects',
      'quality',
      'exports',
      'media',
      'db',
      'platform',
      ...SHARED,
    ],
  ],
  'command-line': [
    'src/main/command-line',
    [
      'generation',
      'projects',
      'library',
      'exports',
      'planning',
      'providers',
      'money',
      'calls',
      'jobs',
      'quality',
      'media',
      'db',
      'platform',
      ...SHARED,
    ],
  ],
  exports: ['src/main/exports', ['media', 'jobs', 'library', 'projects', 'workers', 'db', 'platform', ...SHARED]],
  api: [
    'src/main/api',
    [
      'projects',
      'library',
      'generation',
      'exports',
      'planning',
      'jobs',
      'providers',
      'money',
      'calls',
      'quality',
      'media',
      'platform',
      ...SHARED,
    ],
  ],
  transport: ['src/main/transport', ['platform', ...SHARED]],
  shell: ['src/main/shell', ['transport', 'platform', ...SHARED]],
  'renderer-lib': ['src/renderer/lib', SHARED],
  'renderer-ui': ['src/renderer/ui', ['renderer-lib', 'shared-util', 'shared-model']],
  'renderer-client': ['src/renderer/client', ['renderer-lib', ...SHARED]],
  'renderer-editor': ['src/renderer/editor', ['renderer-lib', ...SHARED]],
  'renderer-workspace': [
    'src/renderer/workspace',
    ['renderer-editor', 'renderer-client', 'renderer-ui', 'renderer-lib', ...SHARED],
  ],
  'renderer-app': [
    'src/renderer/app',
    [
      'renderer-feature',
      'renderer-workspace',
      'renderer-editor',
      'renderer-client',
      'renderer-ui',
      'renderer-lib',
      ...SHARED,
    ],
  ],
};
const FEATURE_MAY = [
  'renderer-workspace',
  'renderer-editor',
  'renderer-client',
  'renderer-ui',
  'renderer-lib',
  ...SHARED,
];
const MAIN_ROOMS = Object.keys(ROOMS).filter((room) => ROOMS[room][0].startsWith('src/main/'));

const to = (type) => ({ to: { element: { type } } });
const policies = Object.entries(ROOMS).map(([type, [, may]]) => ({
  from: { element: { type } },
  allow: may.concat(type).map(to),
}));
policies.push(
  {
    from: { element: { type: 'renderer-feature' } },
    allow: [
      ...FEATURE_MAY.map(to),
      { to: { element: { type: 'renderer-feature', captured: { feature: '{{from.element.captured.feature}}' } } } },
    ],
  },
  {
    from: { file: { categories: 'main-entry' } },
    allow: [...MAIN_ROOMS, ...SHARED].map(to).concat([{ to: { file: { categories: 'main-entry' } } }]),
  },
  {
    // A worker's entry belongs to the thread it starts: it may load the room whose work it does.
    from: { file: { categories: 'worker-entry' } },
    allow: [...MAIN_ROOMS.filter((room) => room !== 'shell'), ...SHARED].map(to),
  },
  {
    from: { file: { categories: 'renderer-entry' } },
    allow: ['renderer-app', 'renderer-client', ...SHARED]
      .map(to)
      .concat([{ to: { file: { categories: 'renderer-entry' } } }]),
  },
);

const elements = Object.entries(ROOMS).map(([type, [pattern]]) => ({ type, pattern }));
elements.push({ type: 'renderer-feature', pattern: 'src/renderer/features/*', capture: ['feature'] });

const ban = (group, message) => ({ group, message });
const banned = (files, patterns, excludeFiles = []) => ({
  files,
  ...(excludeFiles.length > 0 ? { excludeFiles } : {}),
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});
const NO_ELECTRON = ban(
  ['electron', 'electron/*'],
  'only src/main/shell, src/main/index.ts and the preload touch electron',
);
const NO_REACT = ban(['react', 'react-dom', 'react-dom/*'], 'no React outside the renderer');
const NO_SQLITE = ban(['better-sqlite3'], 'only src/main/db opens databases');
const NO_FLUENT = ban(['fluent-ffmpeg'], 'only src/main/media/run-ffmpeg.ts');
const NO_CHILD = ban(['node:child_process', 'execa'], 'child processes only in src/main/media');
const NO_HTTP = ban(['undici', 'node:http', 'node:https', 'node:net'], 'sockets only in providers and transport');
const NO_ORPC_SERVER = ban(
  ['@orpc/server', '@orpc/server/*', '@orpc/openapi', '@orpc/openapi/*'],
  'only api and transport',
);
const NO_ORPC_CLIENT = ban(['@orpc/client', '@orpc/client/*'], 'only src/renderer/client and tests');
const MAIN = [NO_ELECTRON, NO_REACT, NO_SQLITE, NO_FLUENT, NO_CHILD, NO_HTTP, NO_ORPC_SERVER, NO_ORPC_CLIENT];
const without = (...drop) => MAIN.filter((entry) => !drop.includes(entry));

const config = {
  plugins: ['typescript', 'import', 'react', 'unicorn', 'oxc', 'vitest', 'promise'],
  jsPlugins: ['eslint-plugin-boundaries'],
  categories: { correctness: 'error' },
  options: { typeAware: true },
  ignorePatterns: ['out/**', 'node_modules/**', '.cache/**', 'tests/support/lint-canary/**', 'test-results/**'],
  settings: {
    'import/resolver': { typescript: { alwaysTryTypes: true } },
    'boundaries/elements': elements,
    'boundaries/files': [
      { category: 'main-entry', pattern: 'src/main/*.ts' },
      { category: 'worker-entry', pattern: 'src/main/workers/*-worker.ts' },
      { category: 'renderer-entry', pattern: 'src/renderer/*.tsx' },
    ],
    'boundaries/include': ['src/**/*'],
  },
  rules: {
    'boundaries/dependencies': ['error', { default: 'disallow', policies }],
    'boundaries/no-unknown-files': 'error',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'oxc/no-barrel-file': ['error', { threshold: 0 }],
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-deprecated': 'error',
    // Copies before sort and code points of a string are meant where they stand.
    'unicorn/no-useless-spread': 'off',
    'typescript/no-misused-spread': 'off',
    'vitest/valid-expect': ['error', { maxArgs: 2 }],
    'vitest/no-conditional-expect': 'off',
    // What only the React Compiler needs, which is not used here: the editor and the player are mutable on purpose.
    'react/preserve-manual-memoization': 'off',
    'react/immutability': 'off',
    'react/set-state-in-effect': 'off',
    // Services are records of closures; none of their functions uses `this`.
    'typescript/unbound-method': 'off',
    'react/rules-of-hooks': 'error',
    'react/exhaustive-deps': 'error',
    'react/no-danger': 'error',
  },
  overrides: [
    banned(
      ['src/shared/**'],
      [
        ban(['node:*', 'electron', 'electron/*', 'better-sqlite3'], 'shared is platform-free'),
        NO_REACT,
        NO_ORPC_SERVER,
        NO_ORPC_CLIENT,
      ],
    ),
    banned(['src/main/**'], MAIN),
    banned(['src/main/{index,compose,headless,cli}.ts'], without(NO_ELECTRON, NO_HTTP)),
    banned(['src/main/db/**'], without(NO_SQLITE)),
    banned(['src/main/media/**'], without(NO_CHILD)),
    banned(['src/main/media/run-ffmpeg.ts'], without(NO_CHILD, NO_FLUENT)),
    banned(['src/main/providers/**'], without(NO_HTTP)),
    banned(['src/main/api/**'], without(NO_ORPC_SERVER)),
    banned(['src/main/transport/**'], without(NO_ORPC_SERVER, NO_HTTP)),
    banned(['src/main/shell/**'], without(NO_ELECTRON)),
    banned(
      ['src/renderer/**'],
      [
        ban(['node:*', 'electron', 'electron/*', 'better-sqlite3'], 'the renderer has no Node and no Electron'),
        NO_ORPC_SERVER,
        NO_ORPC_CLIENT,
      ],
    ),
    banned(
      ['src/renderer/client/**'],
      [
        ban(['node:*', 'electron', 'electron/*', 'better-sqlite3'], 'the renderer has no Node and no Electron'),
        NO_ORPC_SERVER,
      ],
    ),
    banned(
      ['src/renderer/editor/**'],
      [
        ban(
          ['node:*', 'electron', 'electron/*', 'react', 'react-dom', 'react-dom/*'],
          'the editor core is React-free and Node-free',
        ),
        NO_ORPC_SERVER,
        NO_ORPC_CLIENT,
      ],
    ),
    // Tests may reach for what their subject is made of.
    {
      files: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
      rules: { 'no-restricted-imports': 'off', 'boundaries/dependencies': 'off', 'typescript/unbound-method': 'off' },
    },
    { files: ['*.config.ts', 'src/**/*.test.ts', 'tests/**'], rules: { 'import/no-default-export': 'off' } },
    {
      files: ['tests/**', 'bench/**', 'scripts/**', 'bin/**', '*.config.ts'],
      rules: { 'boundaries/no-unknown-files': 'off', 'max-lines': 'off' },
    },
  ],
};

writeFileSync(new URL('../.oxlintrc.json', import.meta.url), `${JSON.stringify(config, null, 1)}\n`);
