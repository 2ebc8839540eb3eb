import { open } from 'node:fs/promises';
import { implement } from '@orpc/server';
import { assetsContract, UPLOAD_CHUNK_BYTES } from '../../shared/contract/assets.ts';
import type { LibraryAsset, ProjectAssetView } from '../../shared/contract/assets.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { filesNamedBy } from '../../shared/model/brief-files.ts';
import type { ApiDeps } from './api-deps.ts';
import { createUploadDesk } from './upload-desk.ts';

type AssetRow = ReturnType<ApiDeps['assets']['get']>;

function viewOf(row: AssetRow): LibraryAsset {
  const { sha256: _sha256, extension: _extension, trashedAtMs: _trashedAtMs, ...view } = row;
  return view;
}

/** A chunk of a file from a place on; empty behind its end. */
async function readChunk(path: string, fromByte: number): Promise<{ base64: string; totalBytes: number }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.max(0, Math.min(UPLOAD_CHUNK_BYTES, size - fromByte)));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, fromByte);
    return { base64: bytes.toString('base64', 0, bytesRead), totalBytes: size };
  } finally {
    await file.close();
  }
}

/** `assets`: files that briefs name, and files on their way in. */
export function createAssetsApi(deps: Pick<ApiDeps, 'library' | 'assets' | 'hub'>) {
  const { library, assets, hub } = deps;
  const { repos } = library;
  const uploads = createUploadDesk(deps);
  const os = implement(assetsContract).$context<CallContext>();

  const ofProject = (projectId: string): ProjectAssetView[] => {
    const links = repos.projectAssets.list(repos.projects.get(projectId).id);
    return filesNamedBy(repos.projects.get(projectId).brief).map(({ path, role }) => {
      const link = links.find((row) => row.role === role && (row.briefPath === path || row.assetId === path));
      const row = repos.assets.find(link?.assetId ?? path);
      return { path, role, asset: row === undefined ? null : viewOf(row) };
    });
  };

  return os.router({
    ofProject: os.ofProject.handler(({ input }) => ({ assets: ofProject(input.projectId) })),
    get: os.get.handler(({ input }) => viewOf(assets.get(input.assetId))),
    readChunk: os.readChunk.handler(async ({ input: { assetId, fromByte } }) => {
      const { path } = await assets.locate(assetId);
      return readChunk(path, fromByte);
    }),
    beginUpload: os.beginUpload.handler(({ input }) => ({ uploadId: uploads.begin(input.name, input.bytes) })),
    sendChunk: os.sendChunk.handler(async ({ input }) => ({
      receivedBytes: await uploads.send(input.uploadId, Buffer.from(input.base64, 'base64')),
    })),
    finishUpload: os.finishUpload.handler(async ({ input }) => {
      const row = await uploads.finish(input.uploadId);
      hub.changed('asset', row.id);
      return viewOf(row);
    }),
    cancelUpload: os.cancelUpload.handler(({ input }) => {
      uploads.cancel(input.uploadId);
      return input;
    }),
  });
}
