import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCallViews } from '../../../src/main/calls/call-views.ts';
import { createVerify } from '../../../src/main/calls/verify-output.ts';
import type { WantedOutput } from '../../../src/main/calls/verify-output.ts';
import { createTranslate } from '../../../src/shared/i18n/translate.ts';
import type { CallFlag } from '../../../src/shared/model/paid-call.ts';
import { createMediaLab, rawFfmpeg } from '../../support/media/fixtures.ts';
import type { MediaLab } from '../../support/media/fixtures.ts';
import { openFaultWorld } from '../../support/paid/fault-world.ts';
import type { FaultWorld } from '../../support/paid/fault-world.ts';
import type { Goods } from '../../support/paid/shop.ts';
import type { FaultKind } from '../../support/providers/replicate/fault-kinds.ts';

/** F46: what was bought and can be read, but is not what was ordered, is marked on arrival, paid once and kept. */

const KLING = 'replicate/kwaivgi/kling-v2.5-turbo-pro';
const KLING_3 = 'replicate/kwaivgi/kling-v3-video';
const WAN_FAST = 'replicate/wan-video/wan-2.2-i2v-fast';
const picture: Goods = { name: 'one' };
const clip: Goods = { name: 'one', kind: 'video', model: KLING };
const heard: Goods = { ...clip, model: KLING_3, sound: true };

let world: FaultWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

async function bought(goods: Goods, kind: FaultKind | null) {
  world = await openFaultWorld([goods], kind === null ? [] : [{ kind }]);
  const end = await world.settle();
  expect(end.found.problems).toEqual([]);
  expect(end.posts).toBe(1);
  expect(end.jobs.map(({ status }) => status)).toEqual(['succeeded']);
  const [call] = end.calls;
  const { providerMicroUsd, ourMicroUsd } = end.found.sums;
  expect(ourMicroUsd).toBe(providerMicroUsd);
  expect(call?.chargedMicroUsd).toBe(providerMicroUsd);
  expect(providerMicroUsd).toBeGreaterThan(0);
  const { shop, time: clock } = world;
  const { engine, library } = shop;
  const views = createCallViews({ repos: library.repos, engine, clock, policies: () => shop.calls.policies.get() });
  return { call, view: views.one(call?.id ?? '') };
}

describe('as it comes from a provider', { timeout: 60_000 }, () => {
  it.each<[string, Goods]>([
    ['a picture', picture],
    ['a clip', clip],
    ['a clip with its sound', heard],
    ['a clip of the 15 pictures a second that were asked for', { ...clip, model: WAN_FAST }],
  ])('%s as ordered has no flag', async (_what, goods) => {
    const { call } = await bought(goods, null);
    expect(call).toMatchObject({ state: 'DONE', flags: [] });
  });
  it('a clip that is silent because no sound was ordered has none either', async () => {
    expect((await bought({ ...clip, model: KLING_3 }, 'video-silent')).call?.flags).toEqual([]);
  });

  it.each<[FaultKind, Goods, CallFlag, string, string]>([
    ['media-black', picture, 'black', 'It is black.', 'ภาพดำ'],
    ['media-wrong-size', picture, 'size', 'The size is not what was asked for.', 'ขนาดไม่ตรงกับที่ขอ'],
    ['media-black', clip, 'black', 'It is black.', 'ภาพดำ'],
    ['media-wrong-size', clip, 'size', 'The size is not what was asked for.', 'ขนาดไม่ตรงกับที่ขอ'],
    ['video-frozen', clip, 'frozen', 'It does not move.', 'ภาพไม่เคลื่อนไหว'],
    ['video-silent', heard, 'no-audio', 'It has no sound.', 'ไม่มีเสียง'],
    ['video-wrong-rate', clip, 'frame-rate', 'The frame rate is not what was asked for.', 'อัตราเฟรมไม่ตรงกับที่ขอ'],
    ['video-7.2s', clip, 'duration', 'The length is not what was asked for.', 'ความยาวไม่ตรงกับที่ขอ'],
  ])('%s: done, paid once, kept, and it says so', async (kind, goods, flag, english, thai) => {
    const { call, view } = await bought(goods, kind);
    expect(call).toMatchObject({ state: 'DONE_FLAGGED', flags: [flag] });
    const { library } = world?.shop ?? {};
    expect(await library?.store.has(call?.sha256 ?? '')).toBe(true);
    expect(view.flags.map((each) => createTranslate('en')(`calls.flag.${each}`))).toEqual([english]);
    expect(view.flags.map((each) => createTranslate('th')(`calls.flag.${each}`))).toEqual([thai]);
  });
});

describe('what only looks like it', { timeout: 60_000 }, () => {
  let lab: MediaLab;
  beforeAll(async () => {
    lab = await createMediaLab('arrival');
  });
  afterAll(() => lab.dispose());

  const wanted: WantedOutput = { kind: 'video', widthPx: 1_280, heightPx: 720, seconds: 8, sound: true };
  const SIZE = 's=1280x720:r=24';
  const still = `testsrc2=${SIZE},loop=loop=-1:size=1:start=0,setpts=N/(24*TB)`;
  /** A clip of 8 s from a graph with the pads `v` and `a`. */
  async function flagsOf(graph: string, encode: readonly string[] = ['-crf', '23'], wish = wanted) {
    const path = lab.path('arrived.mp4');
    rawFfmpeg(lab.binaries, [
      ...['-filter_complex', graph, '-map', '[v]', '-map', '[a]', '-t', '8'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', ...encode, '-c:a', 'aac', path],
    ]);
    return (await createVerify(lab.tools)(path, wish)).flags;
  }
  const tone = 'sine=frequency=330:sample_rate=48000[a]';

  it.each([
    [
      'a still shot through which one small thing moves',
      `${still}[s];color=c=white:s=24x24:r=24[b];[s][b]overlay=x=300+4*n:y=300[v];${tone}`,
    ],
    ['a slow zoom into a still picture', `${still},zoompan=z='1+0.0002*on':d=1:s=1280x720:fps=24[v];${tone}`],
    [
      'a slow zoom into a soft picture',
      `smptehdbars=${SIZE},gblur=sigma=30,loop=loop=-1:size=1:start=0,setpts=N/(24*TB),zoompan=z='1+0.0002*on':d=1:s=1280x720:fps=24[v];${tone}`,
    ],
    [
      'a candle in the dark',
      `color=c=black:${SIZE}[s];color=c=0x906020:s=40x60:r=24[b];[s][b]overlay=x=600:y=300+8*sin(n/5)[v];${tone}`,
    ],
    ['a fade in from black', `testsrc2=${SIZE},fade=in:st=0:d=3[v];${tone}`],
    [
      'a picture that stands for seven seconds, then moves',
      `testsrc2=${SIZE},select='if(lt(n,168),not(n),1)',fps=24[v];${tone}`,
    ],
    ['hardly a sound', `testsrc2=${SIZE}[v];sine=frequency=330:sample_rate=48000,volume=-40dB[a]`],
  ])('%s is not flagged', async (_what, graph) => expect(await flagsOf(graph)).toEqual([]));

  it.each<[string, string, readonly string[], CallFlag]>([
    [
      'a still at a low rate, with a flicker at each key frame',
      `${still}[v];${tone}`,
      ['-b:v', '800k', '-g', '24'],
      'frozen',
    ],
    [
      'black with the noise of a codec',
      `color=c=black:${SIZE},noise=alls=3:allf=t[v];${tone}`,
      ['-crf', '30'],
      'black',
    ],
    ['digital silence', `testsrc2=${SIZE}[v];anullsrc=r=48000:cl=stereo[a]`, ['-crf', '30'], 'no-audio'],
  ])('%s is', async (_what, graph, encode, flag) => expect(await flagsOf(graph, encode)).toEqual([flag]));

  it('what cannot be decoded is broken, and no flag', async () => {
    const path = lab.path('broken.mp4');
    rawFfmpeg(lab.binaries, [...['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=mono', '-t', '2', '-c:a', 'aac', path]]);
    await expect(createVerify(lab.tools)(path, wanted)).rejects.toMatchObject({ fault: { code: 'bad-output' } });
  });
});
