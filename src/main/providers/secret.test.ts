import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createScrubber, createSecret, reveal } from './secret.ts';

const KEY = 'FW-CANARY-a+b/c=0123';

describe('a secret', () => {
  test('shows itself nowhere', () => {
    const secret = createSecret(KEY);
    const shown = [
      String(secret),
      JSON.stringify({ secret }),
      inspect({ deep: { secret } }, { depth: 9, showHidden: true }),
      format('%s %o %j', secret, secret, secret),
      JSON.stringify({ ...secret }),
      Object.getOwnPropertyNames(secret)
        .map((name) => String(Reflect.get(secret, name)))
        .join(),
    ];
    for (const text of shown) expect(text).not.toContain('CANARY');
    expect(String(secret)).toBe('[secret]');
    expect(reveal(secret)).toBe(KEY);
  });

  test('a look-alike reveals nothing', () => {
    expect(() => reveal({ toString: () => KEY, toJSON: () => KEY })).toThrow(TypeError);
  });

  // SECURITY: 3.6. Only the HTTP layer unwraps.
  test('nobody but the HTTP layer calls reveal', () => {
    const root = join(import.meta.dirname, '..', '..');
    const callers = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
      .filter((file) =>
        /\breveal\b.*from '.*\/secret\.ts'|\breveal\(secret/.test(readFileSync(join(root, file), 'utf8')),
      )
      .map((file) => file.replaceAll('\\', '/'));
    const outside = callers.filter((file) => !file.startsWith('main/providers/http/'));
    expect(outside).toEqual(['main/providers/secret.ts']);
    expect(callers.length).toBeGreaterThan(1);
  });
});

describe('the scrubber', () => {
  test('takes out the key in every spelling it travels in, and leaves the rest', () => {
    const scrub = createScrubber([createSecret(KEY)]);
    const spellings = [
      KEY,
      encodeURIComponent(KEY),
      Buffer.from(KEY).toString('base64'),
      Buffer.from(KEY).toString('base64url'),
      Buffer.from(`Bearer ${KEY}`).toString('base64'),
      Buffer.from(`x${KEY}y`).toString('base64'),
      Buffer.from(KEY).toString('hex'),
    ];
    for (const spelling of spellings) {
      const clean = scrub(`before ${spelling} after`);
      expect(clean).toMatch(/^before .*\[secret\].* after$/);
      expect(clean).not.toContain(spelling);
    }
    expect(scrub('nothing to hide')).toBe('nothing to hide');
  });

  test('known shapes go too, whoever they belong to', () => {
    expect(createScrubber([])('token r8_abcdefghijklmnopqrstuvwxyz0123456789AB')).toBe('token [secret]');
  });

  test('no key is left in any text around it, at any of the three offsets of base64', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{8,40}$/), fc.string(), fc.string(), (key, before, after) => {
        const scrub = createScrubber([createSecret(key)]);
        const clean = scrub(Buffer.from(before + key + after).toString('base64'));
        const inside = Buffer.from(clean.replaceAll('[secret]', '####'), 'base64').toString();
        expect(inside.includes(key) && !(before + after).includes(key)).toBe(false);
      }),
    );
  });
});
