/** The graph of a film's sound: every clip cut by samples, joins crossfaded like the picture, music and voice on top. */
import type { Filter, FilterChain } from './filter-graph.ts';

export interface AudioClip {
  /** Index of the input with its sound; undefined where it is silent. */
  input: number | undefined;
  /** From outside: it may begin after its picture or pause, which its time stamps alone say. */
  hasGaps?: boolean;
  inSamples: number;
  cutSamples: number;
  /** Length of the crossfade from the clip before; 0 at a cut. */
  fadeInSamples: number;
  /** Samples after the cut that blend out under the next clip. */
  handleSamples: number;
}

export interface AudioGraph {
  clips: readonly AudioClip[];
  totalSamples: number;
  /** Music and the envelope that shapes it. */
  music: { input: number; envelopeInput: number } | undefined;
  voiceInput: number | undefined;
  /** What the whole mix goes through at the end. */
  after?: readonly Filter[];
}

const PLAIN: readonly Filter[] = [
  { name: 'aresample', options: { osr: 48_000 } },
  { name: 'aformat', options: { sample_fmts: 'fltp', channel_layouts: 'stereo' } },
];
/** The same sound with its gaps filled, from the moment of the first picture. */
const FILLED: readonly Filter[] = [
  { name: 'aresample', options: { osr: 48_000, async: 1, first_pts: 0 } },
  { name: 'aformat', options: { sample_fmts: 'fltp', channel_layouts: 'stereo' } },
];
const RESTART: Filter = { name: 'asetpts', options: { expr: 'N/SR/TB' } };
const fade = (type: 'in' | 'out', samples: number): Filter => ({
  name: 'afade',
  options: { type, start_sample: 0, nb_samples: samples },
});

function clipChains(clip: AudioClip, index: number, before: AudioClip | undefined): FilterChain[] {
  const body = `body${index}`;
  const chains: FilterChain[] = [];
  const fadeIn = clip.fadeInSamples > 0 ? [fade('in', clip.fadeInSamples)] : [];
  if (clip.input === undefined) {
    chains.push({
      from: [],
      filters: [
        { name: 'anullsrc', options: { r: 48_000, cl: 'stereo' } },
        ...PLAIN,
        { name: 'atrim', options: { end_sample: clip.cutSamples } },
        RESTART,
      ],
      to: [body],
    });
  } else {
    const end = clip.inSamples + clip.cutSamples;
    const source: Filter[] = [...(clip.hasGaps === true ? FILLED : PLAIN), { name: 'apad' }];
    const bodyFilters = (head: readonly Filter[]): Filter[] => [
      ...head,
      { name: 'atrim', options: { start_sample: clip.inSamples, end_sample: end } },
      RESTART,
      ...fadeIn,
    ];
    if (clip.handleSamples > 0) {
      chains.push(
        {
          from: [`${clip.input}:a:0`],
          filters: [
            ...source,
            { name: 'atrim', options: { end_sample: end + clip.handleSamples } },
            { name: 'asplit' },
          ],
          to: [`cut${index}`, `tail${index}`],
        },
        { from: [`cut${index}`], filters: bodyFilters([]), to: [body] },
        {
          from: [`tail${index}`],
          filters: [
            { name: 'atrim', options: { start_sample: end, end_sample: end + clip.handleSamples } },
            RESTART,
            fade('out', clip.handleSamples),
          ],
          to: [`handle${index}`],
        },
      );
    } else chains.push({ from: [`${clip.input}:a:0`], filters: bodyFilters(source), to: [body] });
  }
  if (before !== undefined && before.input !== undefined && before.handleSamples > 0) {
    chains.push({
      from: [body, `handle${index - 1}`],
      filters: [{ name: 'amix', options: { inputs: 2, duration: 'first', normalize: 0 } }],
      to: [`clip${index}`],
    });
  } else chains.push({ from: [body], filters: [{ name: 'anull' }], to: [`clip${index}`] });
  return chains;
}

/** The chains that end in `[mix]`, exactly `totalSamples` long at 48 kHz stereo. */
export function audioChains(graph: AudioGraph): FilterChain[] {
  const chains = graph.clips.flatMap((clip, index) => clipChains(clip, index, graph.clips[index - 1]));
  chains.push({
    from: graph.clips.map((_, index) => `clip${index}`),
    filters: [{ name: 'concat', options: { n: graph.clips.length, v: 0, a: 1 } }],
    to: ['clips'],
  });
  const pads = ['clips'];
  const whole: Filter[] = [{ name: 'apad' }, { name: 'atrim', options: { end_sample: graph.totalSamples } }, RESTART];
  if (graph.music) {
    chains.push(
      { from: [`${graph.music.input}:a:0`], filters: [...PLAIN, ...whole], to: ['bed'] },
      { from: [`${graph.music.envelopeInput}:a:0`], filters: [...PLAIN, ...whole], to: ['envelope'] },
      { from: ['bed', 'envelope'], filters: [{ name: 'amultiply' }], to: ['music'] },
    );
    pads.push('music');
  }
  if (graph.voiceInput !== undefined) {
    chains.push({ from: [`${graph.voiceInput}:a:0`], filters: [...PLAIN, ...whole], to: ['voice'] });
    pads.push('voice');
  }
  const mixed: Filter[] =
    pads.length > 1 ? [{ name: 'amix', options: { inputs: pads.length, duration: 'first', normalize: 0 } }] : [];
  chains.push({
    from: pads,
    filters: [...mixed, { name: 'atrim', options: { end_sample: graph.totalSamples } }, ...(graph.after ?? [])],
    to: ['mix'],
  });
  return chains;
}
