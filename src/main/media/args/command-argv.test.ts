import fc from 'fast-check';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { FfmpegInput } from '../media-types.ts';
import { fileUrl, inputsArgv, outputArgv } from './command-argv.ts';
import { inputFlags, inputLimits } from './flag-blocks.ts';

const trust = fc.constantFrom('own' as const, 'foreign' as const);
const path = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .filter((name) => !name.includes('\0'))
  .map((name) => `/media/${name}`);
const anyInput: fc.Arbitrary<FfmpegInput> = fc.oneof(
  fc.record({ path, trust, args: fc.array(fc.constantFrom('-ss', '1', '-f', 'mov'), { maxLength: 4 }) }),
  fc.record({ lavfi: fc.constantFrom('color', 'anullsrc'), trust: fc.constant('own' as const) }),
);

describe('flag blocks', () => {
  it('for foreign media are the line of M3, token for token', () => {
    expect(inputFlags('foreign')).toEqual([
      ...['-protocol_whitelist', 'file'],
      ...['-format_whitelist', 'mov,matroska,wav,mp3,aac,flac,ogg,png_pipe,jpeg_pipe,webp_pipe'],
      ...[
        '-codec_whitelist',
        'h264,hevc,vp8,vp9,av1,libdav1d,mpeg4,prores,aac,mp3,mp3float,opus,vorbis,flac,pcm_s16le,pcm_s24le,png,mjpeg,webp',
      ],
      ...['-max_streams', '16', '-probesize', '32M', '-analyzeduration', '10M', '-max_pixels', '67108864'],
      ...['-max_probe_packets', '2500', '-dn', '-sn'],
    ]);
  });

  it('for our own media keep the limits and the protocols, without the lists', () => {
    const own = inputFlags('own');
    expect(own).not.toContain('-format_whitelist');
    expect(own.slice(0, 2)).toEqual(['-protocol_whitelist', 'file,pipe']);
    expect(own.slice(2)).toEqual(inputFlags('foreign').slice(6));
  });

  it('give ffprobe nothing that only ffmpeg knows', () => {
    expect(inputLimits('foreign')).not.toContain('-max_alloc');
    expect(inputLimits('foreign')).not.toContain('-dn');
  });
});

describe('inputs', () => {
  it('always stand behind their flag block and name files as file:', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { minLength: 1, maxLength: 6 }), (inputs) => {
        const argv = inputsArgv(inputs);
        expect(argv).toHaveLength(inputs.length);
        for (const [index, input] of inputs.entries()) {
          const { options, source } = argv[index] ?? { options: [], source: '' };
          const block = inputFlags(input.trust);
          const at = options.indexOf('-protocol_whitelist');
          expect(options.slice(at, at + block.length)).toEqual(block);
          expect(source).toBe(input.path === undefined ? input.lavfi : `file:${input.path}`);
        }
      }),
    );
  });

  it('begin with the flags of the whole run, once', () => {
    const argv = inputsArgv([
      { path: '/a.mp4', trust: 'own' },
      { path: '/b.mp4', trust: 'own' },
    ]);
    expect(argv[0]?.options.slice(0, 3)).toEqual(['-nostdin', '-y', '-hide_banner']);
    expect(argv[0]?.options.join(' ')).toContain('-nostats -progress pipe:2 -max_alloc 1073741824');
    expect(argv[1]?.options).not.toContain('-nostdin');
  });

  it.each([
    ['none', []],
    ['one without a source', [{ trust: 'own' as const }]],
    ['one with two sources', [{ path: '/a', lavfi: 'color', trust: 'own' as const }]],
    ['two pipes', [0, 1].map(() => ({ stdin: Readable.from([]), trust: 'own' as const }))],
  ])('are refused: %s', (_what, inputs) => {
    expect(() => inputsArgv(inputs)).toThrow(expect.objectContaining({ code: 'invalid-input' }) as Error);
  });

  it.each(['relative.mp4', '-y.mp4', 'http://x/y.mp4', '', '/a\0b'])('refuse the path %j', (bad) => {
    expect(() => fileUrl(bad)).toThrow(expect.objectContaining({ code: 'invalid-input' }) as Error);
  });
});

describe('output', () => {
  it('puts the graph file first and the container last', () => {
    const argv = outputArgv(
      { outputArgs: ['-c', 'copy'], outputFormat: 'mp4' },
      { option: '-filter_complex_script', path: '/t/g.txt' },
    );
    expect(argv).toEqual(['-filter_complex_script', '/t/g.txt', '-c', 'copy', '-f', 'mp4']);
  });

  it('never lets a picture name be a pattern', () => {
    expect(outputArgv({ outputArgs: [], outputFormat: 'image2' }, undefined)).toEqual(['-update', '1', '-f', 'image2']);
  });
});
