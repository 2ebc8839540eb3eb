import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '../../shared/contract/errors.ts';
import type { LibraryDb } from '../db/open.ts';
import type { Repositories } from '../db/repositories.ts';
import type { AssetKind, AssetPageQuery, AssetRow } from '../db/repositories/asset-repository.ts';
import type { MediaTools } from '../media/media-types.ts';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';
import type { ContentStore, PutOptions, StoredContent } from './content-store.ts';
import { createContentUse } from './content-use.ts';
import { readError } from './file-errors.ts';

/** Default limit of one file that comes in from outside (R10.2). */
export const ASSET_LIMIT_BYTES = 50 * 1024 * 1024;
const NAME_MAX_BYTES = 255;

/** What the content says it is; `sniffMedia` of the media room. */
export interface SniffedFile {
  kind: 'image' | 'video' | 'audio';
  mime: string;
  extension: string;
  widthPx?: number;
  heightPx?: number;
}

export interface AssetServiceDeps {
  db: LibraryDb;
  repos: Repositories;
  store: ContentStore;
  clock: Clock;
  newId: NewId;
  /** Throws `unsupported-media`, `broken-media`, `media-too-large`. */
  sniff(path: string): Promise<SniffedFile>;
  tools: Pick<MediaTools, 'probe'>;
  /** Asked for each file; default `ASSET_LIMIT_BYTES`. */
  limitBytes?: () => number;
}

export interface ImportOptions {
  /** Default: the file's own name. */
  name?: string;
  /** `upload` by a person, `import` with a brief. Default `import`. */
  source?: 'upload' | 'import';
  signal?: AbortSignal;
}

/** Facts of a file that this app made and knows. */
export interface MadeFacts {
  kind: AssetKind;
  mime: string;
  extension: string;
  name: string;
  widthPx?: number;
  heightPx?: number;
  durationMs?: number;
}

/** Control characters out, at most 255 bytes: a name is shown and becomes a download's name, never a path. */
export function cleanAssetName(name: string): string {
  const clean = [...basename(name.replaceAll('\\', '/')).replaceAll(/\p{Cc}+/gu, ' ')];
  while (Buffer.byteLength(clean.join('')) > NAME_MAX_BYTES) clean.pop();
  return clean.join('').trim() || 'file';
}

/** Takes files into the library by content, and keeps account of them. */
export function createAssetService(deps: AssetServiceDeps) {
  const { db, repos, store, clock, newId } = deps;
  const limitNow = deps.limitBytes ?? (() => ASSET_LIMIT_BYTES);
  const use = createContentUse(db);

  const insert = (
    stored: Pick<StoredContent, 'sha256' | 'bytes'>,
    facts: MadeFacts,
    source: AssetRow['source'],
  ): AssetRow => {
    const asset: AssetRow = {
      id: newId(),
      sha256: stored.sha256,
      kind: facts.kind,
      mime: facts.mime,
      extension: facts.extension,
      bytes: stored.bytes,
      widthPx: facts.widthPx ?? null,
      heightPx: facts.heightPx ?? null,
      durationMs: facts.durationMs ?? null,
      name: cleanAssetName(facts.name),
      source,
      createdAtMs: clock.nowMs(),
      trashedAtMs: null,
    };
    repos.assets.insert(asset);
    return asset;
  };

  const dropUnused = async (sha256: string): Promise<void> => {
    if (!use.isUsed(sha256)) await store.remove(sha256);
  };

  const factsOf = async (path: string, name: string): Promise<MadeFacts> => {
    const { kind, mime, extension, widthPx, heightPx } = await deps.sniff(path);
    if (kind === 'image' && widthPx !== undefined && heightPx !== undefined) {
      return { kind, mime, extension, name, widthPx, heightPx };
    }
    const info = await deps.tools.probe(path, 'foreign');
    return {
      // A film container may hold sound only.
      kind: kind === 'video' && info.video === undefined ? 'audio' : kind,
      mime,
      extension,
      name,
      ...(info.video ? { widthPx: info.video.widthPx, heightPx: info.video.heightPx } : {}),
      ...(kind === 'image' ? {} : { durationMs: Math.round(info.durationSeconds * 1_000) }),
    };
  };

  const register = async (stored: StoredContent, options: ImportOptions & { name: string }): Promise<AssetRow> => {
    try {
      const source = options.source ?? 'import';
      const name = cleanAssetName(options.name);
      const facts = await factsOf(stored.path, name);
      // The same file twice is one asset, unless a person gave it another name.
      const known = repos.assets
        .listBySha256(stored.sha256)
        .find((asset) => asset.source === source && asset.name === name && asset.trashedAtMs === null);
      return known ?? db.write(() => insert(stored, facts, source), 'asset.import');
    } catch (error) {
      if (!stored.existed) await dropUnused(stored.sha256);
      // The store's path means nothing to a person; the name does.
      if (error instanceof AppError) {
        throw new AppError(error.code, error.message, { ...error.details, path: options.name }, { cause: error });
      }
      throw error;
    }
  };

  const putOptions = (options: ImportOptions): PutOptions => ({
    limitBytes: limitNow(),
    ...(options.signal ? { signal: options.signal } : {}),
  });

  const remove = async (id: string): Promise<void> => {
    const asset = db.write(() => {
      const row = repos.assets.get(id);
      const uses = repos.assets.countUses(id);
      if (uses.takes + uses.projects + uses.posters + uses.clients > 0) {
        throw new AppError('conflict', 'the file is in use', { id, name: row.name, ...uses });
      }
      repos.assets.remove(id);
      return row;
    }, 'asset.remove');
    await dropUnused(asset.sha256);
  };

  return {
    /** Largest file that is taken now. */
    get limitBytes(): number {
      return limitNow();
    },
    /**
     * Copies a file into the library and says what it is by content. Throws AppError `media-missing`, `invalid-input` (not
     * a file), `payload-too-large`, `unsupported-media`, `broken-media`, `media-too-large`, `disk-full`, `not-writable`.
     */
    async importFile(path: string, options: ImportOptions = {}): Promise<AssetRow> {
      const stored = await store.putFile(path, putOptions(options));
      return register(stored, { ...options, name: options.name ?? path });
    },
    /** The same for bytes as they come; refused as soon as they are too many. */
    async importStream(stream: Readable, options: ImportOptions & { name: string }): Promise<AssetRow> {
      return register(await store.putStream(stream, putOptions(options)), options);
    },
    /** A row for something of our own that is in the store already. Part of the caller's transaction. */
    registerMade: (stored: Pick<StoredContent, 'sha256' | 'bytes'>, facts: MadeFacts): AssetRow =>
      db.write(() => insert(stored, facts, 'made'), 'asset.register-made'),
    get: (id: string): AssetRow => repos.assets.get(id),
    /** Newest first. */
    list: (query: AssetPageQuery): AssetRow[] => repos.assets.page(query),
    /** The asset and where its bytes lie. Throws AppError `not-found`; `media-missing` when the file is gone (F75). */
    async locate(id: string): Promise<{ asset: AssetRow; path: string }> {
      const asset = repos.assets.get(id);
      const path = store.pathOf(asset.sha256);
      try {
        await (await open(path, 'r')).close();
      } catch (error) {
        throw readError(error, asset.name);
      }
      return { asset, path };
    },
    /** Gives a lost file back from a copy that a person found. Throws `conflict` when its content is another. */
    async relink(id: string, path: string): Promise<void> {
      const asset = repos.assets.get(id);
      const stored = await store.putFile(path);
      if (stored.sha256 === asset.sha256) return;
      if (!stored.existed) await dropUnused(stored.sha256);
      throw new AppError('conflict', 'the file has another content', { path, name: asset.name });
    },
    /** Into the trash; projects that use it keep it. Throws AppError `not-found`. */
    trash: (id: string): void => repos.assets.setTrashed(repos.assets.get(id).id, clock.nowMs()),
    /** Out of the trash. Throws AppError `not-found`. */
    restore: (id: string): void => repos.assets.setTrashed(repos.assets.get(id).id, null),
    /** For good. Throws AppError `not-found`; `conflict` with counts while a take, a project or a client uses it. */
    remove,
    /** Deletes what lies in the trash and is not used. Returns how many went. */
    async emptyTrash(): Promise<number> {
      let removed = 0;
      let afterId: string | undefined;
      for (;;) {
        const page = repos.assets.page({ inTrash: true, limit: 200, ...(afterId === undefined ? {} : { afterId }) });
        for (const asset of page) {
          const uses = repos.assets.countUses(asset.id);
          if (uses.takes + uses.projects + uses.posters + uses.clients > 0) continue;
          await remove(asset.id);
          removed += 1;
        }
        afterId = page.at(-1)?.id;
        if (afterId === undefined) return removed;
      }
    },
  };
}
export type AssetService = ReturnType<typeof createAssetService>;
