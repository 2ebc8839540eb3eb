import { Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { OpenProjectView } from '../../../shared/contract/views.ts';
import { mediaUrl } from '../../client/api.ts';
import { formatTimecode } from '../../lib/timecode.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

type Shot = OpenProjectView['shots'][number];

const FRAME_RATIO = { '16:9': 16 / 9, '9:16': 9 / 16, '1:1': 1, '4:5': 4 / 5 } as const;

/** The cut of the film from its segments, one after the other, without what the export adds. */
export function SegmentPreview({ project }: { project: OpenProjectView }) {
  const { t, settings } = useWorkspace();
  const { loop } = settings.playback;
  const { shots, fps } = project;
  const video = useRef<HTMLVideoElement>(null);
  const [at, setAt] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const [framesInShot, setFramesInShot] = useState(0);
  const shot: Shot | undefined = shots[Math.min(at, shots.length - 1)];
  const before = shots.slice(0, at).reduce((sum, { cutFrames }) => sum + cutFrames, 0);
  const total = shots.reduce((sum, { cutFrames }) => sum + cutFrames, 0);

  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    if (isPlaying) element.play().catch(() => setPlaying(false));
    else element.pause();
  }, [isPlaying, at]);

  if (shot?.segmentAssetId == null) {
    return (
      <PreviewFrame ratio={project.ratio}>
        {shot?.startAssetId == null ? (
          <p className="flex size-full items-center justify-center p-4 text-center text-on-surround">
            {t('export.preview-none')}
          </p>
        ) : (
          <img
            src={mediaUrl('asset', shot.startAssetId)}
            alt={t('export.preview-of', { name: project.name })}
            className="size-full object-contain"
          />
        )}
      </PreviewFrame>
    );
  }
  const next = (): void => {
    if (at + 1 < shots.length) setAt(at + 1);
    else {
      // The segments are silent; around again is all that the playback settings mean here.
      if (!loop) setPlaying(false);
      setAt(0);
      if (video.current !== null && shots.length === 1) {
        video.current.currentTime = 0;
        if (loop) void video.current.play().catch(() => setPlaying(false));
      }
    }
    setFramesInShot(0);
  };
  const label = t(isPlaying ? 'export.pause' : 'export.play');
  return (
    <>
      <PreviewFrame ratio={project.ratio}>
        <video
          // A new element for each segment would flash; the same one keeps the last frame until the next is there.
          ref={video}
          src={mediaUrl('asset', shot.segmentAssetId)}
          poster={shot.startAssetId === null ? undefined : mediaUrl('asset', shot.startAssetId)}
          aria-label={t('export.preview-of', { name: project.name })}
          muted
          playsInline
          preload="auto"
          className="size-full object-contain"
          onClick={() => setPlaying(!isPlaying)}
          onEnded={next}
          onTimeUpdate={({ currentTarget }) => {
            const frames = Math.floor(currentTarget.currentTime * fps);
            setFramesInShot(Math.min(frames, shot.cutFrames));
            if (isPlaying && frames >= shot.cutFrames) next();
          }}
        />
      </PreviewFrame>
      <div className="flex flex-wrap items-center justify-center gap-2 text-small text-text-3">
        <IconButton label={label} icon={isPlaying ? Pause : Play} onClick={() => setPlaying(!isPlaying)} />
        <span className="tabular whitespace-nowrap">
          {formatTimecode(before + framesInShot, fps)} / {formatTimecode(total, fps)}
        </span>
        <span>{t('export.preview-note')}</span>
      </div>
    </>
  );
}

/** The place that every preview on this screen stands in: the film's ratio, as large as the screen allows. */
export function PreviewFrame({ ratio, children }: { ratio: OpenProjectView['ratio']; children: ReactNode }) {
  return (
    <div className="flex h-[min(44vh,30rem)] min-h-40 shrink-0 justify-center bg-surround">
      <div className="picture relative h-full max-w-full overflow-hidden" style={{ aspectRatio: FRAME_RATIO[ratio] }}>
        {children}
      </div>
    </div>
  );
}
