import { useCallback, useEffect, useState } from 'react';
import type { ExportFileView } from '../../../shared/contract/exports.ts';
import { mediaUrl } from '../../client/api.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

/** SRT as WebVTT: the same words, dots for commas. Pure. */
export const vttOf = (srt: string): string => `WEBVTT\n\n${srt.replaceAll(/(\d\d:\d\d:\d\d),(\d{3})/g, '$1.$2')}`;

/** A finished file, played inside the window with its captions to switch on. */
export function FilmPlayer({
  file,
  exportId,
  isPlaying,
}: {
  file: ExportFileView;
  exportId: string;
  isPlaying: boolean;
}) {
  const { t, api, language, settings } = useWorkspace();
  const { loop, volume, muted } = settings.playback;
  // Once for each film: what its own controls are set to later is not taken back by a drawing.
  const obey = useCallback(
    (video: HTMLVideoElement | null) => {
      if (video !== null) Object.assign(video, { volume, muted });
    },
    [volume, muted],
  );
  const [captions, setCaptions] = useState<string | null>(null);
  useEffect(() => {
    let isOver = false;
    let url: string | null = null;
    api.exports.captions({ exportId, variation: file.variation }).then(
      ({ text }) => {
        if (isOver) return;
        url = URL.createObjectURL(new Blob([vttOf(text)], { type: 'text/vtt' }));
        setCaptions(url);
      },
      // A film without captions has none.
      () => setCaptions(null),
    );
    return () => {
      isOver = true;
      setCaptions(null);
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [api, exportId, file.variation]);
  if (file.fileId === null) return null;
  const src = mediaUrl('film', file.fileId);
  const name = t('export.player', { name: file.name });
  if (file.format === 'gif') return <img src={src} alt={name} className="size-full object-contain" />;
  return (
    <video
      key={file.fileId}
      src={src}
      aria-label={name}
      ref={obey}
      loop={loop}
      controls
      autoPlay={isPlaying}
      playsInline
      preload="metadata"
      className="size-full object-contain"
    >
      {captions !== null && <track kind="captions" src={captions} srcLang={language} label={t('export.captions')} />}
    </video>
  );
}
