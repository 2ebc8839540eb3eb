import { Pause, Play } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OpenProjectView } from '../../../shared/contract/views.ts';
import { mediaUrl } from '../../client/api.ts';
import { formatTimecode } from '../../lib/timecode.ts';
import { useReducedMotion } from '../../lib/use-media-query.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Picture } from '../../ui/picture.tsx';
import { Slider } from '../../ui/slider.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { frameAt, partAt, playListOf } from './play-list.ts';
import type { PlayPart } from './play-list.ts';

const RATIOS: Readonly<Record<string, number>> = {
  '16:9': 16 / 9,
  '9:16': 9 / 16,
  '1:1': 1,
  '4:5': 4 / 5,
  '4:3': 4 / 3,
};

/** Plays what there is of a project, as large as the sheet allows. */
export function AnimaticPlayer({ project }: { project: OpenProjectView }) {
  const { t, settings } = useWorkspace();
  const { volume, muted } = settings.playback;
  // Once for each film: what its own controls are set to later is not taken back by a drawing.
  const obey = useCallback(
    (video: HTMLVideoElement | null) => {
      if (video !== null) Object.assign(video, { volume, muted });
    },
    [volume, muted],
  );
  const list = playListOf(project);
  const ratio = RATIOS[project.ratio] ?? 16 / 9;
  if (list.kind === 'nothing')
    return (
      <p className="flex aspect-video items-center justify-center bg-surround px-6 text-center text-body text-on-surround">
        {t('library.nothing-to-play')}
      </p>
    );
  if (list.kind === 'film')
    return (
      // oxlint-disable-next-line jsx-a11y/media-has-caption -- captions are burnt in or lie beside the export
      <video
        key={list.exportId}
        aria-label={t('library.film-of', { name: project.name })}
        src={mediaUrl('film', list.exportId)}
        className="mx-auto block max-h-[60vh] w-full bg-surround"
        style={{ aspectRatio: ratio }}
        ref={obey}
        autoPlay
        loop={settings.playback.loop}
        controls
        playsInline
      />
    );
  return (
    <PartsPlayer
      key={project.id}
      parts={list.parts}
      kind={list.kind}
      durationMs={list.durationMs}
      fps={project.fps}
      ratio={ratio}
    />
  );
}

interface PartsPlayerProps {
  parts: readonly PlayPart[];
  kind: 'segments' | 'frames';
  durationMs: number;
  fps: number;
  ratio: number;
}

/** Parts one after the other on one clock; pictures stand for as long as their shots are cut. */
function PartsPlayer({ parts, kind, durationMs, fps, ratio }: PartsPlayerProps) {
  const { t, settings } = useWorkspace();
  const { loop } = settings.playback;
  const [timeMs, setTimeMs] = useState(0);
  const isStill = useReducedMotion();
  // Asked for by hand, so it plays; where motion is unwelcome it waits for its button.
  const [isPlaying, setPlaying] = useState(!isStill);
  const clock = useRef({ fromMs: 0, atMs: 0 });
  useEffect(() => {
    if (!isPlaying) return undefined;
    clock.current = { fromMs: performance.now(), atMs: timeMs >= durationMs ? 0 : timeMs };
    let request = 0;
    const tick = (): void => {
      const now = clock.current.atMs + (performance.now() - clock.current.fromMs);
      const isRoundAgain = loop && durationMs > 0 && now >= durationMs;
      if (isRoundAgain) clock.current = { fromMs: performance.now(), atMs: 0 };
      setTimeMs(isRoundAgain ? 0 : Math.min(durationMs, now));
      if (now >= durationMs && !isRoundAgain) setPlaying(false);
      else request = requestAnimationFrame(tick);
    };
    request = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(request);
    // oxlint-disable-next-line react/exhaustive-deps -- the clock starts where it stands, once for each start
  }, [isPlaying, durationMs, loop]);
  useEffect(() => {
    for (const { startAssetId, endAssetId } of parts)
      for (const id of [startAssetId, endAssetId]) if (id !== null) new Image().src = mediaUrl('asset', id);
  }, [parts]);

  const seek = (toMs: number): void => {
    clock.current = { fromMs: performance.now(), atMs: toMs };
    setTimeMs(toMs);
  };
  const at = partAt(parts, timeMs);
  if (at === null) return null;
  const frame = frameAt(at.part, at.intoMs);
  return (
    <div>
      <div className="mx-auto flex max-h-[56vh] justify-center bg-surround" style={{ aspectRatio: ratio }}>
        {kind === 'segments' && at.part.segmentAssetId !== null ? (
          <Segment part={at.part} intoMs={at.intoMs} isPlaying={isPlaying} />
        ) : (
          <SteadyPicture assetId={frame} alt={at.part.label} ratio={ratio} />
        )}
      </div>
      <div className="mt-3 flex items-end gap-3">
        <IconButton
          label={t(isPlaying ? 'library.pause' : 'library.play')}
          icon={isPlaying ? Pause : Play}
          tone="default"
          onClick={() => setPlaying(!isPlaying)}
        />
        <div className="grow">
          <Slider
            label={t('library.shot-of', { shot: parts.indexOf(at.part) + 1, shots: parts.length })}
            value={Math.round(timeMs)}
            min={0}
            max={Math.round(durationMs)}
            step={Math.round(1_000 / fps)}
            onChange={seek}
            formatValue={(value) =>
              `${formatTimecode(Math.round((value / 1_000) * fps), fps)} / ${formatTimecode(Math.round((durationMs / 1_000) * fps), fps)}`
            }
          />
        </div>
      </div>
    </div>
  );
}

/** Shows a picture when it is ready to be shown, and the one before it until then: no grey between two frames. */
function SteadyPicture({ assetId, alt, ratio }: { assetId: string | null; alt: string; ratio: number }) {
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    if (assetId === null) return undefined;
    let isOver = false;
    const image = new Image();
    image.src = mediaUrl('asset', assetId);
    const show = (): void => {
      if (!isOver) setShown(assetId);
    };
    image.decode().then(show, show);
    return () => {
      isOver = true;
    };
  }, [assetId]);
  return <Picture src={shown === null ? undefined : mediaUrl('asset', shown)} alt={alt} ratio={ratio} isLazy={false} />;
}

/** More than this beside the clock and the segment is put right. */
const DRIFT_MS = 250;

function Segment({ part, intoMs, isPlaying }: { part: PlayPart; intoMs: number; isPlaying: boolean }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    if (Math.abs(element.currentTime * 1_000 - intoMs) > DRIFT_MS) element.currentTime = intoMs / 1_000;
    if (isPlaying && element.paused) element.play().catch(() => undefined);
    if (!isPlaying && !element.paused) element.pause();
  }, [intoMs, isPlaying, part]);
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- silent pictures of a segment
    <video
      ref={video}
      key={part.shotId}
      muted
      playsInline
      aria-label={part.label}
      src={mediaUrl('asset', part.segmentAssetId ?? '')}
      {...(part.startAssetId === null ? {} : { poster: mediaUrl('asset', part.startAssetId) })}
      className="size-full object-contain"
    />
  );
}
