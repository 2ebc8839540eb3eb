import type { PixelSize } from '../../shared/model/picture-size.ts';

/** `crop` fills the frame and cuts the overhang evenly; `bars` shows the whole picture on black. */
export type PictureFit = 'crop' | 'bars';

/** Up to this share of the picture may be cut away; beyond, bars. */
const MOST_CUT = 0.2;

/** The rule for a person's own picture: filled by cropping at most a fifth of it, otherwise whole with bars. */
export function fitOf(picture: PixelSize, frame: PixelSize): PictureFit {
  const of = (size: PixelSize): number => size.widthPx / size.heightPx;
  const kept = Math.min(of(picture) / of(frame), of(frame) / of(picture));
  return 1 - kept <= MOST_CUT ? 'crop' : 'bars';
}

/** The graph that brings the first frame of input 0 to the frame's size, ending in `[frame]`. */
export function fitGraph(fit: PictureFit, { widthPx: w, heightPx: h }: PixelSize): string {
  const square = "scale=w='max(1,trunc(iw*max(sar,1/1000)))':h=ih,setsar=1";
  const fitted =
    fit === 'crop'
      ? `scale=${w}:${h}:force_original_aspect_ratio=increase:flags=lanczos,crop=${w}:${h}`
      : `scale=${w}:${h}:force_original_aspect_ratio=decrease:flags=lanczos,format=rgba,pad=${w}:${h}:-1:-1:color=black`;
  // Transparent parts lie on black as well.
  return `color=black:size=${w}x${h}:rate=1[back];[0:v:0]${square},${fitted},format=rgba[top];[back][top]overlay=shortest=1:format=auto,format=rgb24[frame]`;
}
