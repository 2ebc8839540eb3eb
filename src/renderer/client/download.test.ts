import { describe, expect, it } from 'vitest';
import { downloadAsset } from './download.ts';

describe('downloadAsset', () => {
  it('puts the chunks of a file together, in order', async () => {
    const text = 'a picture in three parts';
    const api = {
      assets: {
        readChunk: ({ fromByte }: { fromByte: number }) =>
          Promise.resolve({ base64: btoa(text.slice(fromByte, fromByte + 9)), totalBytes: text.length }),
      },
    };
    const blob = await downloadAsset(api as unknown as Parameters<typeof downloadAsset>[0], 'id');
    expect(await blob.text()).toBe(text);
  });
});
