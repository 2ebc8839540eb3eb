import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { ExportEstimate, ExportView } from '../../../shared/contract/exports.ts';
import type { ExportSettings } from '../../../shared/model/export-settings.ts';
import type { ExportFormat } from '../../../shared/model/shot-terms.ts';
import { selectBrief } from '../../editor/selectors.ts';
import { useDocument, useSaveState } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

const LISTED = 20;
const ESTIMATE_AFTER_MS = 150;
const FRAME_EVERY_MS = 1_000;
const SEGMENTS_EVERY_MS = 3_000;

/** The last exports of the project, newest first. */
export function useExports(projectId: string) {
  const { api } = useWorkspace();
  return useQuery({
    queryKey: ['exports', 'of', projectId],
    queryFn: () => api.exports.list({ projectId, limit: LISTED }),
  });
}

/** Board, ratio and frame rate of the project as the server has them. */
export function useOpenProject(projectId: string) {
  const { api } = useWorkspace();
  return useQuery({ queryKey: ['project', projectId, 'open'], queryFn: () => api.projects.open({ projectId }) });
}

/** Settings to begin with: those of the last export, else the brief's formats. */
export function firstSettings(
  last: ExportView | undefined,
  formatsOfBrief: readonly ExportFormat[] | undefined,
): ExportSettings {
  if (last !== undefined) return last.settings;
  const formats = [...(formatsOfBrief ?? [])];
  return {
    formats: formats.length === 0 ? ['mp4'] : formats,
    qualities: ['1080p'],
    gifQuality: '480p',
    variations: [1],
    captions: 'none',
    targetBytes: null,
  };
}

/** The settings under work; undefined until the last exports are known. */
export function useExportSettings(projectId: string): [ExportSettings | undefined, (settings: ExportSettings) => void] {
  const list = useExports(projectId);
  const formats = useDocument((state) => selectBrief(state).exportFormats);
  const [chosen, setChosen] = useState<{ projectId: string; settings: ExportSettings } | null>(null);
  const isKnown = list.data !== undefined || list.error !== null;
  const settings =
    chosen?.projectId === projectId
      ? chosen.settings
      : isKnown
        ? firstSettings(list.data?.exports[0], formats)
        : undefined;
  return [settings, (next) => setChosen({ projectId, settings: next })];
}

/** Whether the settings say enough to be asked about. */
export const isWhole = ({ formats, qualities, variations }: ExportSettings): boolean =>
  formats.length > 0 && qualities.length > 0 && variations.length > 0;

/** Files, sizes, time and notes; asked a moment after the last change, the old answer stays meanwhile. */
export function useEstimate(projectId: string, settings: ExportSettings | undefined, folderId: string | null) {
  const { api, onHint } = useWorkspace();
  const queries = useQueryClient();
  const save = useSaveState();
  const text = settings === undefined || !isWhole(settings) ? null : JSON.stringify(settings);
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(text), asked === null ? 0 : ESTIMATE_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, [text, asked]);
  // An edit of the board changes what is missing and how long the film is.
  const savedAt = save?.kind === 'saved' ? save.atMs : null;
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ['exports', 'estimate', projectId] });
  }, [queries, projectId, savedAt]);
  // So does a film that is made meanwhile: with every stage, and now and then while segments come.
  useEffect(() => {
    let askedMs = 0;
    return onHint((event) => {
      const isSegment = event.topic === 'progress' && event.run.projectId === projectId;
      if (!isSegment && !(event.topic === 'project' && event.id === projectId)) return;
      if (isSegment && performance.now() - askedMs < SEGMENTS_EVERY_MS) return;
      askedMs = performance.now();
      void queries.invalidateQueries({ queryKey: ['exports', 'estimate', projectId] });
    });
  }, [queries, projectId, onHint]);
  const answer = useQuery<ExportEstimate>({
    queryKey: ['exports', 'estimate', projectId, asked, folderId],
    queryFn: () =>
      api.exports.estimate({
        projectId,
        settings: JSON.parse(asked ?? '{}') as ExportSettings,
        ...(folderId === null ? {} : { folderId }),
      }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  });
  return { ...answer, isOld: asked !== text || answer.isPlaceholderData };
}

/** The picture that an export makes now, as an address for an image; the last one stays while the next is fetched. */
export function useLiveFrame(exportId: string, isRunning: boolean): { url: string | null; frame: number | null } {
  const { api } = useWorkspace();
  const { data } = useQuery({
    queryKey: ['live-frame', exportId],
    queryFn: () => api.exports.frame({ exportId }),
    enabled: isRunning,
    refetchInterval: isRunning ? FRAME_EVERY_MS : false,
    gcTime: 0,
    retry: false,
  });
  const jpeg = data?.jpegBase64 ?? null;
  const url = useMemo(() => {
    if (jpeg === null) return null;
    const bytes = Uint8Array.from(atob(jpeg), (letter) => letter.charCodeAt(0));
    return URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
  }, [jpeg]);
  useEffect(() => {
    if (url === null) return undefined;
    return () => URL.revokeObjectURL(url);
  }, [url]);
  return { url, frame: data?.frame ?? null };
}
