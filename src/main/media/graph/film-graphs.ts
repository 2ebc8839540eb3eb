/** The graphs of a film's windows: a crossfade under overlays. Pure data, no text of people. */
import type { PictureFormat } from '../args/film-encode.ts';
import { videoTimescale } from '../args/film-encode.ts';
import type { Filter, FilterChain } from './filter-graph.ts';

const XFADE = { dissolve: 'fade', fade: 'fadeblack', wipe: 'wipeleft' } as const;

export interface WindowTransition {
  kind: keyof typeof XFADE;
  frames: number;
  /** Frames to drop from the outgoing input before its first used one. */
  skipFrames: number;
}

/** A picture laid over the window; its input is one PNG. */
export interface WindowOverlay {
  x: number;
  y: number;
  /** The overlay's first frame on the window's clock; negative where it began earlier. */
  startFrame: number;
  durationFrames: number;
  fadeInFrames: number;
  fadeOutFrames: number;
}

export interface WindowGraph {
  format: PictureFormat;
  frames: number;
  /** Frames to drop from input 0 before its first used one. */
  skipFrames: number;
  /** Its outgoing clip is input 1. */
  transition: WindowTransition | undefined;
  /** Pictures in the inputs after the clips. */
  overlays: readonly WindowOverlay[];
  /** Copies of the last frame to append. */
  padFrames: number;
}

function cutFilters(format: PictureFormat, skip: number, frames: number): Filter[] {
  const ticks = videoTimescale(format.fps) / format.fps;
  return [
    { name: 'trim', options: { start_frame: skip, end_frame: skip + frames } },
    // Times by count: an `fps` filter before xfade adds a frame (media.md).
    { name: 'settb', options: { expr: `1/${videoTimescale(format.fps)}` } },
    { name: 'setpts', options: { expr: `N*${ticks}` } },
  ];
}

function overlayFilters(format: PictureFormat, overlay: WindowOverlay, frames: number): Filter[] {
  const ticks = videoTimescale(format.fps) / format.fps;
  const first = Math.max(0, -overlay.startFrame);
  const end = Math.min(overlay.durationFrames, frames - overlay.startFrame);
  const fades: Filter[] = [];
  if (overlay.fadeInFrames > 0)
    fades.push({ name: 'fade', options: { type: 'in', start_frame: 0, nb_frames: overlay.fadeInFrames, alpha: 1 } });
  if (overlay.fadeOutFrames > 0) {
    const start = Math.max(0, overlay.durationFrames - overlay.fadeOutFrames);
    fades.push({
      name: 'fade',
      options: { type: 'out', start_frame: start, nb_frames: overlay.fadeOutFrames, alpha: 1 },
    });
  }
  return [
    { name: 'scale', options: { out_color_matrix: 'bt709', out_range: 'tv' } },
    { name: 'format', options: { pix_fmts: 'yuva420p' } },
    { name: 'loop', options: { loop: overlay.durationFrames, size: 1, start: 0 } },
    { name: 'settb', options: { expr: `1/${videoTimescale(format.fps)}` } },
    { name: 'setpts', options: { expr: `N*${ticks}` } },
    ...fades,
    { name: 'trim', options: { start_frame: first, end_frame: Math.max(first + 1, end) } },
    { name: 'setpts', options: { expr: `(N+${Math.max(0, overlay.startFrame)})*${ticks}` } },
  ];
}

/** The chains that turn a window's inputs into `[v]`, exactly `frames` + `padFrames` long. */
export function windowChains(graph: WindowGraph): FilterChain[] {
  const { format, frames, transition } = graph;
  const chains: FilterChain[] = [
    { from: ['0:v:0'], filters: cutFilters(format, graph.skipFrames, frames), to: ['clip'] },
  ];
  let pad = 'clip';
  if (transition) {
    chains.push(
      { from: ['1:v:0'], filters: cutFilters(format, transition.skipFrames, transition.frames), to: ['before'] },
      {
        from: ['before', 'clip'],
        filters: [
          {
            name: 'xfade',
            options: { transition: XFADE[transition.kind], duration: transition.frames / format.fps, offset: 0 },
          },
          { name: 'format', options: { pix_fmts: 'yuv420p' } },
        ],
        to: ['blend'],
      },
    );
    pad = 'blend';
  }
  const padding: Filter[] =
    graph.padFrames > 0 ? [{ name: 'tpad', options: { stop: graph.padFrames, stop_mode: 'clone' } }] : [];
  const firstPicture = transition ? 2 : 1;
  for (const [index, overlay] of graph.overlays.entries()) {
    const picture = `p${index}`;
    const next = `o${index}`;
    chains.push(
      { from: [`${firstPicture + index}:v:0`], filters: overlayFilters(format, overlay, frames), to: [picture] },
      {
        from: [pad, picture],
        filters: [{ name: 'overlay', options: { x: overlay.x, y: overlay.y, eof_action: 'pass', format: 'yuv420' } }],
        to: [next],
      },
    );
    pad = next;
  }
  chains.push({
    from: [pad],
    filters: [
      { name: 'setsar', options: { sar: 1 } },
      { name: 'format', options: { pix_fmts: 'yuv420p' } },
      ...padding,
    ],
    to: ['v'],
  });
  return chains;
}
