import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOM = resolve(import.meta.dirname, '..');
const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

type Tokens = Record<string, string>;

/** The custom properties of the first rule whose selector list ends with this text. */
function tokensOf(selectorEnd: string): Tokens {
  const start = css.indexOf(`${selectorEnd} {`);
  if (start < 0) throw new Error(`no rule ${selectorEnd}`);
  const body = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[\da-f]{6,8})/g)].map((m) => [m[1], m[2]]));
}

const dark = tokensOf("[data-theme='dark']");
const light = tokensOf("[data-theme='light']");
const contrast = { ...dark, ...tokensOf("[data-theme='contrast']") };
const themes: Record<string, Tokens> = { dark, light, contrast };

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(one: string, other: string): number {
  const [hi = 0, lo = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (hi + 0.05) / (lo + 0.05);
}

const SURFACES = ['bg-app', 'bg-panel', 'bg-raised', 'bg-hover', 'bg-active', 'bg-overlay'];
const TEXT = ['text-1', 'text-2', 'text-3', 'accent'];
const SHAPES = ['control', 'focus', 'playhead'];
const STATES = ['ok', 'warn', 'err', 'info', 'draft'];
const CLIPS = ['video', 'take', 'audio', 'title', 'caption'];

describe.each(Object.entries(themes))('contrast in the %s theme', (_name, t) => {
  const pair = (one: string, other: string) => {
    const a = t[one];
    const b = t[other];
    if (a === undefined || b === undefined) throw new Error(`missing ${one} or ${other}`);
    return ratio(a, b);
  };
  const pairs: [string, string, number][] = [
    ...SURFACES.flatMap((s): [string, string, number][] => [
      ...TEXT.map((x): [string, string, number] => [x, s, 4.5]),
      ...SHAPES.map((x): [string, string, number] => [x, s, 3]),
    ]),
    ...STATES.map((s): [string, string, number] => [s, `${s}-bg`, 4.5]),
    ['on-accent', 'accent-solid', 4.5],
    ['on-accent', 'accent-solid-hover', 4.5],
    ['on-err', 'err-solid', 4.5],
    ['text-3', 'sel-bg', 4.5],
    ['text-1', 'sel-bg', 4.5],
    ['clip-gap-line', 'lane', 3],
    ...CLIPS.flatMap((c): [string, string, number][] => [
      ['text-1', `clip-${c}`, 4.5],
      [`clip-${c}-line`, `clip-${c}`, 3],
      [`clip-${c}-line`, 'lane', 3],
      ['playhead', `clip-${c}`, 3],
    ]),
    ...Array.from({ length: 8 }, (_, i): [string, string, number] => [`chart-${i + 1}`, 'bg-panel', 4.5]),
  ];
  it.each(pairs)('%s on %s is at least %d:1', (one, other, least) => {
    expect(pair(one, other)).toBeGreaterThanOrEqual(least);
  });
  it('has surfaces without chroma', () => {
    for (const s of SURFACES) expect(t[s]).toMatch(/^#([\da-f]{2})\1\1$/);
  });
});

it.each(['black', 'dark', 'middle', 'light', 'white'])('has readable words on the %s surround', (name) => {
  const rule = css.slice(css.indexOf(`[data-surround='${name}'] {`)).split('}')[0] ?? '';
  const values = tokensOf('\n:root');
  const [ground = '', words = ''] = [...rule.matchAll(/var\(--([\w-]+)\)/g)].map((m) => values[m[1] ?? ''] ?? '');
  expect(ratio(ground, words)).toBeGreaterThanOrEqual(4.5);
});

it.each(Object.entries(themes))('has readable words on the own surround of the %s theme', (_name, t) => {
  expect(ratio(t['surround-default'] ?? '', t['on-surround-default'] ?? '')).toBeGreaterThanOrEqual(4.5);
});

it('keeps the published ratios of the dark theme', () => {
  expect(ratio(dark['on-accent'] ?? '', dark['accent-solid'] ?? '')).toBeCloseTo(5.2, 1);
  expect(ratio(dark['ok'] ?? '', dark['ok-bg'] ?? '')).toBeCloseTo(7.0, 1);
});

it('writes colour values in tokens.css only', () => {
  const hex = /#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})\b(?![\w-])/i;
  const files = readdirSync(ROOM, { recursive: true, encoding: 'utf8' })
    .filter((f) => /\.(css|tsx?|html)$/.test(f) && !/tokens\.css$|\.test\.tsx?$/.test(f))
    .filter((f) => hex.test(readFileSync(join(ROOM, f), 'utf8')));
  expect(files).toEqual([]);
  expect(hex.test('color: #12ab9f;')).toBe(true);
});
