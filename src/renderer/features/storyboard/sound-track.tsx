import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { mediaUrl } from '../../client/api.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard, usePlayback } from './board-context.ts';

/** How much quieter music is under words: 10 dB. */
const DUCKED = 0.32;
const DRIFT_SECONDS = 0.12;

/** The project's music and voice-over beside the picture, where it has them. */
export function SoundTrack() {
  const { api, settings } = useWorkspace();
  const { projectId } = useBoard();
  const { data } = useQuery({
    queryKey: ['boards', projectId, 'sound'],
    queryFn: () => api.boards.sound({ projectId }),
  });
  const { volume, muted } = settings.playback;
  const loud = muted ? 0 : volume;
  return (
    <>
      {data?.musicAssetId != null && (
        <Track
          assetId={data.musicAssetId}
          volume={loud * data.musicVolume * (data.voiceAssetId === null ? 1 : DUCKED)}
          isLooping
        />
      )}
      {data?.voiceAssetId != null && <Track assetId={data.voiceAssetId} volume={loud} isLooping={false} />}
    </>
  );
}

function Track({ assetId, volume, isLooping }: { assetId: string; volume: number; isLooping: boolean }) {
  const { fps, playback } = useBoard();
  const isPlaying = usePlayback((state) => state.isPlaying && state.rate === 1);
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    if (audio.current !== null) audio.current.volume = Math.min(1, volume);
  }, [volume]);
  useEffect(() => {
    const element = audio.current;
    if (element === null) return undefined;
    const follow = (): void => {
      const { duration } = element;
      const at = playback.get().frame / fps;
      const wanted = isLooping && Number.isFinite(duration) && duration > 0 ? at % duration : at;
      if (!isLooping && Number.isFinite(duration) && at > duration) return element.pause();
      if (Math.abs(element.currentTime - wanted) > DRIFT_SECONDS) element.currentTime = wanted;
      if (isPlaying && element.paused) void element.play().catch(() => undefined);
    };
    if (!isPlaying) {
      element.pause();
      return undefined;
    }
    follow();
    return playback.subscribe(follow);
  }, [isPlaying, isLooping, playback, fps]);
  return (
    <audio ref={audio} src={mediaUrl('asset', assetId)} preload="auto" loop={isLooping} data-testid="animatic-sound" />
  );
}
