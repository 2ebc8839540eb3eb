import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LibraryAsset, ProjectAssetView } from '../../../shared/contract/assets.ts';
import { describeError } from '../../../shared/i18n/describe-error.ts';
import { filesNamedBy, withFileRole, withoutFile } from '../../../shared/model/brief-files.ts';
import type { AssetRole } from '../../../shared/model/brief.ts';
import { failureOf, isAway } from '../../client/api.ts';
import { uploadAsset, UnreadableFileError } from '../../client/upload.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk } from './brief-desk.tsx';

/** A file on its way in, or one that was refused. */
export interface Incoming {
  id: number;
  name: string;
  fraction: number;
  /** Why it was not taken. */
  reason: string | null;
}

const FILES_MAX = 50;

/** What a file is most likely for; its person can say otherwise. */
export function roleOfFile(asset: Pick<LibraryAsset, 'kind' | 'name'>): AssetRole {
  const name = asset.name.toLowerCase();
  if (asset.kind === 'audio') return /voice|vo[-_. ]|narrat|เสียงพูด|พากย์/.test(name) ? 'voice' : 'music';
  if (asset.kind === 'video') return 'footage';
  if (/logo|โลโก้/.test(name)) return 'logo';
  return /product|pack|สินค้า/.test(name) ? 'product' : 'reference';
}

/** Files of the brief, those on their way, and what may be done with them. */
export function useBriefFiles() {
  const { api, t } = useWorkspace();
  const desk = useBriefDesk();
  const { brief, editor } = desk;
  const latest = useRef(desk);
  useEffect(() => {
    latest.current = desk;
  });
  const [incoming, setIncoming] = useState<readonly Incoming[]>([]);
  const count = useRef(0);
  const [fresh, setFresh] = useState<ReadonlyMap<string, LibraryAsset>>(new Map());

  const named = filesNamedBy(brief);
  const { data } = useQuery({
    queryKey: ['assets', editor.projectId, named.map(({ path, role }) => `${role}:${path}`).join('|')],
    // The brief may be ahead of the library: what was just brought in is known here.
    queryFn: async () => (await api.assets.ofProject({ projectId: editor.projectId })).assets,
    placeholderData: (former) => former,
  });
  const files: ProjectAssetView[] = named.map(({ path, role }) => {
    const known = data?.find((file) => file.path === path)?.asset ?? fresh.get(path) ?? null;
    return { path, role, asset: known };
  });

  const change = useCallback((id: number, part: Partial<Incoming>): void => {
    setIncoming((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)));
  }, []);

  const reasonOf = useCallback(
    (error: unknown, name: string): string => {
      if (error instanceof UnreadableFileError) return t('brief.file-unreadable', { name });
      if (isAway(error)) return t('brief.file-away');
      return describeError(failureOf(error), t);
    },
    [t],
  );

  const addFiles = useCallback(
    async (chosen: readonly File[]): Promise<void> => {
      const room = FILES_MAX - latest.current.now().assets.length;
      const taken = chosen.slice(0, room).map((file) => {
        count.current += 1;
        return { file, id: count.current };
      });
      const tooMany = chosen.slice(room).map((file): Incoming => {
        count.current += 1;
        return { id: count.current, name: file.name, fraction: 0, reason: t('brief.files-full', { limit: FILES_MAX }) };
      });
      setIncoming((all) => [
        ...all,
        ...taken.map(({ file, id }) => ({ id, name: file.name, fraction: 0, reason: null })),
        ...tooMany,
      ]);
      for (const { file, id } of taken) {
        try {
          const asset = await uploadAsset(api, file, { onProgress: (fraction) => change(id, { fraction }) });
          setFresh((known) => new Map(known).set(asset.id, asset));
          const { assets } = latest.current.now();
          if (!assets.some(({ path }) => path === asset.id))
            latest.current.set({ assets: [...assets, { path: asset.id, role: roleOfFile(asset) }] });
          latest.current.editor.seal();
          setIncoming((all) => all.filter((one) => one.id !== id));
        } catch (error) {
          change(id, { reason: reasonOf(error, file.name) });
        }
      }
    },
    [api, change, reasonOf, t],
  );

  return {
    files,
    incoming,
    addFiles,
    dismiss: (id: number) => setIncoming((all) => all.filter((one) => one.id !== id)),
    setRole(path: string, role: AssetRole): void {
      desk.set(withFileRole(brief, path, role));
      editor.seal();
    },
    remove(path: string): void {
      desk.set(withoutFile(brief, path));
      editor.seal();
    },
  };
}
export type BriefFiles = ReturnType<typeof useBriefFiles>;
