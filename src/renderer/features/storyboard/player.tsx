import { X } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import { mediaUrl } from '../../client/api.ts';
import { selectShotAtFrame, selectShotNumber } from '../../editor/selectors.ts';
import { shotName } from '../../../shared/model/shot-name.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useDocument } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard, useBoardUi, usePlayback } from './board-context.ts';
import { assetIn } from './board-selectors.ts';
import { endShare, middleOfFrame } from './playback.ts';
import { SoundTrack } from './sound-track.tsx';

/** The animatic, large: each frame exactly, from the segment's video where there is one, else from the keyframes. */
export function Player() {
  const { t } = useWorkspace();
  const { playback, editor, ratio, actions } = useBoard();
  const frame = usePlayback((state) => state.frame);
  const shot = useDocument(useCallback((state) => selectShotAtFrame(state, frame)?.id, [frame]));
  const label = useDocument(
    useCallback(
      (state) => {
        const number = shot === undefined ? undefined : selectShotNumber(state, shot);
        return number === undefined ? '' : shotName(number);
      },
      [shot],
    ),
  );
  const caption = useDocument(
    useCallback((state) => (shot === undefined ? '' : state.tables.shots[shot]?.caption), [shot]),
  );
  const hasCaptions = useBoardUi((state) => state.hasCaptions);
  // A sketch carries its words itself.
  const hasSegment =
    useDocument(useCallback((state) => shot !== undefined && assetIn(shot, 'segment')(state) !== undefined, [shot])) ===
      true && hasCaptions;
  useEffect(() => {
    if (shot !== undefined) editor.session.select(shot);
  }, [editor, shot]);
  const close = (): void => {
    playback.close();
    if (shot !== undefined) actions.reveal(shot);
  };
  const stage = useRef<HTMLDivElement>(null);
  useEffect(() => stage.current?.focus({ preventScroll: true }), []);
  return (
    <div
      ref={stage}
      role="region"
      aria-label={t('board.player')}
      tabIndex={-1}
      data-region="player"
      data-stage
      className="relative flex min-h-0 grow items-center outline-none! shadow-none! justify-center overflow-hidden bg-surround"
    >
      <div
        className="picture relative h-full max-w-full overflow-hidden"
        style={{ aspectRatio: ratio }}
        data-testid="animatic-picture"
      >
        {shot !== undefined && <ShotFrame key={shot} shotId={shot} frame={frame} />}
        {hasSegment && caption !== undefined && caption !== '' && (
          <p className="absolute inset-x-4 bottom-4 text-center text-title-s">
            <span className="rounded-chip bg-plate box-decoration-clone px-2 py-0.5 text-on-plate">{caption}</span>
          </p>
        )}
      </div>
      <span className="tabular absolute top-3 left-3 rounded-chip bg-plate px-1.5 text-small text-on-plate">
        {label}
      </span>
      <div className="absolute top-2 right-2 rounded-control border border-line bg-panel">
        <IconButton icon={X} label={t('board.player-close')} keys="Esc" onClick={close} />
      </div>
      <SoundTrack />
    </div>
  );
}

/** One frame of one shot. */
function ShotFrame({ shotId, frame }: { shotId: string; frame: number }) {
  const span = useDocument(useCallback((state) => selectShotAtFrame(state, frame), [frame]));
  const start = useDocument(useCallback((state) => assetIn(shotId, 'start')(state), [shotId]));
  const end = useDocument(useCallback((state) => assetIn(shotId, 'end')(state), [shotId]));
  const segment = useDocument(useCallback((state) => assetIn(shotId, 'segment')(state), [shotId]));
  const sourceIn = useDocument(useCallback((state) => state.tables.shots[shotId]?.sourceInFrames, [shotId])) ?? 0;
  const { t } = useWorkspace();
  const inShot = span === undefined || span.id !== shotId ? 0 : frame - span.startFrame;
  if (segment !== undefined) return <SegmentFrame assetId={segment} frame={sourceIn + inShot} poster={start} />;
  if (start === undefined && end === undefined)
    return (
      <p className="flex size-full items-center justify-center text-body text-on-surround">{t('board.not-drawn')}</p>
    );
  const share = end === undefined ? 0 : start === undefined ? 1 : endShare(inShot, span?.cutFrames ?? 1);
  return (
    <>
      {start !== undefined && (
        <img
          src={mediaUrl('asset', start)}
          alt=""
          draggable={false}
          className="absolute inset-0 size-full object-contain"
        />
      )}
      {end !== undefined && (
        <img
          src={mediaUrl('asset', end)}
          alt=""
          draggable={false}
          className="absolute inset-0 size-full object-contain"
          style={{ opacity: share }}
        />
      )}
    </>
  );
}

/** How far a playing video may be beside the clock before it is put right, in frames. */
const DRIFT_FRAMES = 2;

/** A frame of a segment's video: while playing the video runs beside the clock, standing still it is exactly on the frame. */
function SegmentFrame({ assetId, frame, poster }: { assetId: string; frame: number; poster: string | undefined }) {
  const { fps } = useBoard();
  const { settings } = useWorkspace();
  const isPlaying = usePlayback((state) => state.isPlaying && state.rate === 1);
  const video = useRef<HTMLVideoElement>(null);
  const wanted = middleOfFrame(frame, fps);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    const drift = Math.abs(element.currentTime - wanted) * fps;
    if (isPlaying) {
      if (drift > DRIFT_FRAMES) element.currentTime = wanted;
      if (element.paused) void element.play().catch(() => undefined);
    } else {
      if (!element.paused) element.pause();
      if (drift > 0.01) element.currentTime = wanted;
    }
  }, [wanted, isPlaying, fps]);
  return (
    <video
      ref={video}
      src={mediaUrl('asset', assetId)}
      {...(poster === undefined ? {} : { poster: mediaUrl('asset', poster) })}
      muted={settings.playback.muted}
      playsInline
      preload="auto"
      className="absolute inset-0 size-full object-contain"
    />
  );
}
