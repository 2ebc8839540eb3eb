import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const out = resolve(import.meta.dirname, '../../out/main');

describe('the release bundle', () => {
  const files = globSync('**/*.js', { cwd: out });

  it('holds the job engine, so that the search below means something', () => {
    const texts = files.map((file) => readFileSync(resolve(out, file), 'utf8'));
    expect(files).toContain('cli.js');
    expect(texts.some((text) => text.includes('step.beforeCommit'))).toBe(true);
  });

  it('has no fail points', () => {
    const hits = files.filter((file) => readFileSync(resolve(out, file), 'utf8').includes('FRAMEWRIGHT_FAIL'));
    expect(hits).toEqual([]);
  });
});
