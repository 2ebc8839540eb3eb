import { describe, expect, it } from 'vitest';
import { scrubSecrets } from './scrub-secrets.ts';

describe('scrubSecrets', () => {
  it('hides the actual values of known keys wherever they stand', () => {
    const out = scrubSecrets({ a: ['x FW-CANARY-123456 y'], b: { c: 'FW-CANARY-123456' } }, ['FW-CANARY-123456']);
    expect(JSON.stringify(out)).not.toContain('CANARY');
  });

  it('hides what looks like a key although nobody told it', () => {
    const out = JSON.stringify(
      scrubSecrets({ url: 'Authorization: Bearer abcdefghijklmnop123', t: `r8_${'a'.repeat(37)}` }),
    );
    expect(out).not.toMatch(/abcdefghijklmnop|r8_a/);
  });

  it('leaves ordinary words alone and flattens errors', () => {
    expect(scrubSecrets({ note: 'the key of C major' })).toEqual({ note: 'the key of C major' });
    expect(scrubSecrets(new Error('boom'))).toMatchObject({ name: 'Error', message: 'boom' });
  });
});
