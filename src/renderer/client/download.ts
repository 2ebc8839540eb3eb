import type { Api } from './api.ts';

/**
 * The bytes of a file of the library, in chunks over whatever the page is connected by: the desktop's page may show a
 * picture by its address, and not read it. Rejects with the contract's error: `not-found`, `media-missing`.
 */
export async function downloadAsset(api: { assets: Pick<Api['assets'], 'readChunk'> }, assetId: string): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let fromByte = 0; ;) {
    const { base64, totalBytes } = await api.assets.readChunk({ assetId, fromByte });
    const part = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    parts.push(part);
    fromByte += part.length;
    if (part.length === 0 || fromByte >= totalBytes) return new Blob(parts);
  }
}
