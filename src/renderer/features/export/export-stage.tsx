import type { ExportView } from '../../../shared/contract/exports.ts';
import type { OpenProjectView } from '../../../shared/contract/views.ts';
import { formatTimecode } from '../../lib/timecode.ts';
import { PicturePlate } from '../../ui/picture.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { FilmPlayer } from './film-player.tsx';
import { PreviewFrame, SegmentPreview } from './segment-preview.tsx';
import { useLiveFrame } from './use-export.ts';

export interface ExportStageProps {
  project: OpenProjectView;
  working: ExportView | undefined;
  result: ExportView | undefined;
  playedKey: string | null;
}

/** What can be seen: the shots before, the picture under work, the finished film after. */
export function ExportStage({ project, working, result, playedKey }: ExportStageProps) {
  const done = result?.files.filter(({ kind, state }) => kind === 'film' && state === 'done') ?? [];
  const file = done.find(({ key }) => key === playedKey) ?? done[0];
  if (working !== undefined) {
    return (
      <PreviewFrame ratio={project.ratio}>
        <LiveFrame view={working} fps={project.fps} />
      </PreviewFrame>
    );
  }
  if (result === undefined || file === undefined) return <SegmentPreview project={project} />;
  return (
    <PreviewFrame ratio={project.ratio}>
      <FilmPlayer exportId={result.exportId} file={file} isPlaying={playedKey !== null} />
    </PreviewFrame>
  );
}

/** The picture that is being made at this moment. */
function LiveFrame({ view, fps }: { view: ExportView; fps: number }) {
  const { t } = useWorkspace();
  const { url, frame } = useLiveFrame(view.exportId, view.state === 'running');
  if (url === null)
    return <p className="flex size-full items-center justify-center text-on-surround">{t('export.live-wait')}</p>;
  const time = formatTimecode(frame ?? 0, fps);
  return (
    <>
      <img src={url} alt={t('export.live-frame', { time })} className="size-full object-contain" />
      <div className="absolute bottom-2 left-2">
        <PicturePlate>{time}</PicturePlate>
      </div>
    </>
  );
}
