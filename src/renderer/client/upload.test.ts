import { describe, expect, it, vi } from 'vitest';
import { UPLOAD_CHUNK_BYTES } from '../../shared/contract/assets.ts';
import { UnreadableFileError, uploadAsset } from './upload.ts';

function fakeApi() {
  const chunks: Buffer[] = [];
  const asset = { id: 'a' };
  const assets = {
    beginUpload: vi.fn<() => Promise<{ uploadId: string }>>(() => Promise.resolve({ uploadId: 'u' })),
    sendChunk: vi.fn<(chunk: { base64: string }) => Promise<{ receivedBytes: number }>>(({ base64 }) => {
      chunks.push(Buffer.from(base64, 'base64'));
      return Promise.resolve({ receivedBytes: 0 });
    }),
    finishUpload: vi.fn<() => Promise<typeof asset>>(() => Promise.resolve(asset)),
    cancelUpload: vi.fn<() => Promise<{ uploadId: string }>>(() => Promise.resolve({ uploadId: 'u' })),
  };
  return { api: { assets } as unknown as Parameters<typeof uploadAsset>[0], assets, chunks };
}

describe('uploadAsset', () => {
  it('sends every byte in order and tells how far it is', async () => {
    const { api, chunks } = fakeApi();
    const bytes = Uint8Array.from({ length: UPLOAD_CHUNK_BYTES + 9 }, (_, at) => at % 251);
    const seen: number[] = [];
    await uploadAsset(api, new File([bytes], 'x.png'), { onProgress: (fraction) => seen.push(fraction) });
    expect(Buffer.concat(chunks).equals(Buffer.from(bytes))).toBe(true);
    expect(chunks.map(({ length }) => length)).toEqual([UPLOAD_CHUNK_BYTES, 9]);
    expect(seen.at(-1)).toBe(1);
  });

  it('names what cannot be read, before anything is sent', async () => {
    const { api, assets } = fakeApi();
    const folder = new File([], 'Holiday');
    vi.spyOn(folder, 'slice').mockImplementation(
      () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) as never,
    );
    await expect(uploadAsset(api, folder)).rejects.toBeInstanceOf(UnreadableFileError);
    expect(assets.beginUpload).not.toHaveBeenCalled();
  });

  it('takes back what was begun when it is stopped', async () => {
    const { api, assets } = fakeApi();
    const stop = new AbortController();
    const file = new File([new Uint8Array(UPLOAD_CHUNK_BYTES * 3)], 'x.mp4');
    const sent = uploadAsset(api, file, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(sent).rejects.toThrow('aborted');
    expect(assets.sendChunk).toHaveBeenCalledTimes(1);
    expect(assets.cancelUpload).toHaveBeenCalledTimes(1);
  });
});
