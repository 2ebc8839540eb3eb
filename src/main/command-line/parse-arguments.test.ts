import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { parseArguments } from './parse-arguments.ts';

const parse = (...argv: string[]) => parseArguments(argv, createTranslate('en'), '1.2.3');

describe('parseArguments', () => {
  it('reads make with all its options', () => {
    expect(
      parse('make', 'b.json', '--out', 'o', '--formats', 'mp4,gif', '--quality', '720p', '--approve', '--json'),
    ).toEqual({
      kind: 'run',
      arguments: {
        command: 'make',
        brief: 'b.json',
        out: 'o',
        formats: ['mp4', 'gif'],
        qualities: ['720p'],
        imageProvider: undefined,
        videoProvider: undefined,
        planner: undefined,
        approve: true,
        approvedMicroUsd: undefined,
        burnCaptions: false,
        targetMegabytes: undefined,
        json: true,
      },
    });
  });

  it('takes an agreed amount in dollars', () => {
    const words = ['make', 'b.json', '--out', 'o', '--approve-cost', '0.3'];
    expect(parse(...words)).toMatchObject({ arguments: { approvedMicroUsd: 300_000 } });
  });

  it('takes a dash for standard input', () => {
    expect(parse('make', '-', '--out', 'o')).toMatchObject({ kind: 'run', arguments: { brief: '-' } });
  });

  it.each([
    [['make', 'b.json'], '--out'],
    [['make', 'b.json', '--out', 'o', '--formats', 'avi'], 'avi'],
    [['make', 'b.json', '--out', 'o', '--approve-cost', '-1'], '100000'],
    [['make', 'b.json', '--out', 'o', '--approve-cost', 'much'], '100000'],
    [['export', 'x', '--out', 'o'], '--formats'],
    [['stitch', 'a', '--output', 'o', '--transition', 'boing'], 'boing'],
    [['jobs', 'explode'], 'explode'],
    [['jobs', 'cancel'], 'id'],
    [['serve', '--port', '99999'], '65535'],
    [['frobnicate'], 'frobnicate'],
  ])('refuses %j with exit code 2 and names %s', (argv, word) => {
    const parsed = parse(...argv);
    expect(parsed).toMatchObject({ kind: 'stop', exitCode: 2 });
    expect(parsed.kind === 'stop' && parsed.text).toContain(word);
  });

  it('shows help and version with exit code 0, and help in Thai', () => {
    expect(parse('--help')).toMatchObject({ kind: 'stop', exitCode: 0 });
    expect(parse('--version')).toEqual({ kind: 'stop', exitCode: 0, text: '1.2.3\n' });
    const thai = parseArguments(['make', '--help'], createTranslate('th'), '1');
    expect(thai.kind === 'stop' && thai.text).toContain('สตอรีบอร์ด');
  });

  it('lists when no verb is given', () => {
    expect(parse('jobs')).toMatchObject({ arguments: { command: 'jobs', verb: 'list' } });
  });
});
