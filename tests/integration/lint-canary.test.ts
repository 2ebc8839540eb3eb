import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// A gate that sees nothing looks like a gate that passes: this tree breaks each rule once and must be caught each time.
const root = resolve(import.meta.dirname, '../..');
let canary = '';

const FILES: Record<string, string> = {
  'src/shared/util/fine.ts': 'export const fine = 1;\n',
  'src/shared/model/fine.ts': "import { fine } from '../util/fine.ts';\nexport const model = fine;\n",
  'src/main/db/open.ts': 'export const open = 1;\n',
  'src/main/media/reaches-db.ts': "import { open } from '../db/open.ts';\nexport const media = open;\n",
  'src/main/jobs/reaches-media.ts': "export { media } from '../media/reaches-db.ts';\n",
  'src/shared/model/reaches-main.ts':
    "import type { open } from '../../main/db/open.ts';\nexport type Open = typeof open;\n",
  'src/shared/util/uses-node.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n",
  'src/main/library/uses-electron.ts': "import { app } from 'electron';\nexport const name = app;\n",
  'src/main/projects/uses-child.ts': "import { spawn } from 'node:child_process';\nexport const start = spawn;\n",
  'src/main/new-room/thing.ts': 'export const thing = 1;\n',
  'src/main/db/index.ts': "export * from './open.ts';\n",
  'src/main/db/BadName.ts': 'export const bad = 1;\n',
  'src/renderer/features/a/one.ts': 'export const one = 1;\n',
  'src/renderer/features/b/two.ts': "import { one } from '../a/one.ts';\nexport const two = one;\n",
};

let output = '';
beforeAll(() => {
  canary = mkdtempSync(join(tmpdir(), 'lint-canary-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(canary, path)), { recursive: true });
    writeFileSync(join(canary, path), text);
  }
  for (const file of ['.oxlintrc.json', 'package.json', 'tsconfig.base.json'])
    cpSync(join(root, file), join(canary, file));
  writeFileSync(
    join(canary, 'tsconfig.json'),
    '{ "extends": "./tsconfig.base.json", "compilerOptions": { "composite": false, "noEmit": true, "emitDeclarationOnly": false }, "include": ["src"] }',
  );
  symlinkSync(join(root, 'node_modules'), join(canary, 'node_modules'));
  const result = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '--format', 'unix', '.'], {
    cwd: canary,
    encoding: 'utf8',
  });
  output = `${result.stdout}${result.stderr}`;
}, 60_000);
afterAll(() => rmSync(canary, { recursive: true, force: true }));

describe('the dependency rule', () => {
  it.each([
    ['src/main/media/reaches-db.ts', 'boundaries'],
    ['src/main/jobs/reaches-media.ts', 'boundaries'],
    ['src/shared/model/reaches-main.ts', 'boundaries'],
    ['src/renderer/features/b/two.ts', 'boundaries'],
    ['src/shared/util/uses-node.ts', 'no-restricted-imports'],
    ['src/main/library/uses-electron.ts', 'no-restricted-imports'],
    ['src/main/projects/uses-child.ts', 'no-restricted-imports'],
    ['src/main/new-room/thing.ts', 'boundaries'],
    ['src/main/db/index.ts', 'no-barrel-file'],
    ['src/main/db/BadName.ts', 'filename-case'],
  ])('catches %s by %s', (file, rule) => {
    const lines = output.split('\n').filter((line) => line.includes(file));
    expect(lines.join('\n'), output).toContain(rule);
  });

  it.each(['src/shared/util/fine.ts', 'src/shared/model/fine.ts', 'src/main/db/open.ts'])('leaves %s alone', (file) => {
    expect(output).not.toContain(file);
  });
});
