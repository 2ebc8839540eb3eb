import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssetService } from './assets.ts';

/** A file to send. */
export interface ThumbnailFile {
  path: string;
  mime: string;
  name: string;
  bytes: number;
}

export interface Thumbnails {
  /** The small copy of a picture, made at the first look. What is no picture of our own is given as it is. */
  of(assetId: string): Promise<ThumbnailFile>;
}

interface ThumbnailDeps {
  assets: Pick<AssetService, 'locate'>;
  /** The library's cache: whatever lies there may be deleted at any time. */
  cacheFolder: string;
  /** Makes one in a thread. */
  make(task: { source: string; target: string; widthPx: number }): Promise<unknown>;
}

/** Enough for a card's half on a screen of twice the density. */
const WIDTH_PX = 480;

/**
 * Small copies of keyframes for cards and lists, kept by content in the cache. Pictures from outside are not decoded in
 * this process: they are sent as they are. Errors are those of `locate`.
 */
export function createThumbnails({ assets, cacheFolder, make }: ThumbnailDeps): Thumbnails {
  const underWay = new Map<string, Promise<unknown>>();
  return {
    async of(assetId) {
      const { asset, path } = await assets.locate(assetId);
      const whole: ThumbnailFile = { path, mime: asset.mime, name: asset.name, bytes: asset.bytes };
      if (asset.kind !== 'image' || asset.source !== 'made' || (asset.widthPx ?? 0) <= WIDTH_PX) return whole;
      const target = join(cacheFolder, 'thumbs', asset.sha256.slice(0, 2), `${asset.sha256}-${WIDTH_PX}.webp`);
      const found = async (): Promise<ThumbnailFile | null> => {
        const facts = await stat(target).catch(() => null);
        return facts === null
          ? null
          : { path: target, mime: 'image/webp', name: `${asset.name}.webp`, bytes: facts.size };
      };
      const known = await found();
      if (known !== null) return known;
      const work = underWay.get(target) ?? make({ source: path, target, widthPx: WIDTH_PX });
      underWay.set(target, work);
      try {
        await work;
      } catch {
        // A full disk or a picture that cannot be read: the whole one is still there to be shown.
        return whole;
      } finally {
        underWay.delete(target);
      }
      return (await found()) ?? whole;
    },
  };
}
