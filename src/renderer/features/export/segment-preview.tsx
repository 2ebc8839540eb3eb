import { Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { OpenProjectView } from '../../../shared/contract/views.ts';
import { mediaUrl } from '../../client/api.ts';
import { formatTimecode } from '../../lib/timecode.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { PicturePlate } from '../../ui/picture.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

type Shot = OpenProjectView['shots'][number];

const FRAME_RATIO = { '16:9': 16 / 9, '9:16': 9 / 16, '1:1': 1, '4:5': 4 / 5 } as const;

/** The frame that every preview on this screen stands in: the film's ratio, as large as the place allows. */
export const previewFrame = 'relative mx-auto max-h-full w-full overflow-hidden bg-surround picture';
export const ratioOf = (ratio: OpenProjectView['ratio']): number => FRAME_RATIO[ratio];

/** The cut of the film from its segments, one after the other, without what the export adds. */
export function SegmentPreview({ project }: { project: OpenProjectView }) {
  const { t } = useWorkspace();
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

  if (shot?.segmentAssetId == null) return <p className="p-6 text-center text-text-3">{t('export.preview-none')}</p>;
  const next = (): void => {
    if (at + 1 < shots.length) setAt(at + 1);
    else {
      setPlaying(false);
      setAt(0);
    }
    setFramesInShot(0);
  };
  const label = t(isPlaying ? 'export.pause' : 'export.play');
  return (
    <>
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
      <div className="absolute inset-x-2 bottom-2 flex items-center gap-2">
        <span className="rounded-control bg-plate text-on-plate">
          <IconButton label={label} icon={isPlaying ? Pause : Play} onClick={() => setPlaying(!isPlaying)} />
        </span>
        <PicturePlate>
          {formatTimecode(before + framesInShot, fps)} / {formatTimecode(total, fps)}
        </PicturePlate>
      </div>
    </>
  );
}
