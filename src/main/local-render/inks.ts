import type { SceneDescription } from '../../shared/model/scene-description.ts';
import type { Tone } from './shape-types.ts';

export type Rgb = readonly [number, number, number];

/** Colours of one picture: what each tone becomes, and the pencil itself. */
export interface Inks {
  look: 'pencil' | 'colour';
  night: boolean;
  paper: string;
  line: Rgb;
  hatch: Rgb;
  fill(tone: Tone): string;
  skyTop: string;
  skyBottom: string;
  accent: string;
}

/** `#rrggbb` to numbers. */
export function parseHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Mixes two `#rrggbb` colours; 0 is the first. */
export function mixHex(from: string, to: string, amount: number): string {
  const a = parseHex(from);
  const b = parseHex(to);
  const part = (index: 0 | 1 | 2): string =>
    Math.round(a[index] + (b[index] - a[index]) * amount)
      .toString(16)
      .padStart(2, '0');
  return `#${part(0)}${part(1)}${part(2)}`;
}

/** The brand's strongest colour: the most saturated one, so that white and grey of a palette are never the key colour. */
export function keyColour(palette: readonly string[]): string | null {
  let best: string | null = null;
  let bestScore = 40;
  for (const colour of palette) {
    const [r, g, b] = parseHex(colour);
    const score = Math.max(r, g, b) - Math.min(r, g, b);
    if (score > bestScore) {
      best = colour;
      bestScore = score;
    }
  }
  return best;
}

type ToneTable = Record<Tone, string>;

const PENCIL_DAY: ToneTable = {
  paper: '#f8f4ea',
  light: '#f1ece1',
  mid: '#c9c3b8',
  dark: '#77736f',
  ink: '#3a383a',
  skin: '#f3ebdd',
  'skin-shade': '#cfc6b9',
  hair: '#5a5554',
  cloth: '#d9d2c6',
  'cloth-2': '#8d8882',
  shoe: '#5a5655',
  white: '#fbf8f0',
  accent: '#c9c3b8',
  'accent-2': '#a8a29a',
  sky: '#efe9dd',
  ground: '#f1ebdf',
  water: '#dbd7ce',
  leaf: '#bdb8ac',
  wood: '#ddd6c9',
  wall: '#f3eee3',
  tile: '#aca69c',
  gold: '#e2dacb',
  glass: '#cfcbc2',
  glow: '#fbf8f0',
  shadow: '#a7a199',
};

const PENCIL_NIGHT: ToneTable = {
  ...PENCIL_DAY,
  paper: '#cbc7bf',
  light: '#a9a6a1',
  mid: '#7f7d7c',
  dark: '#4a494c',
  ink: '#2a292d',
  skin: '#efe8da',
  'skin-shade': '#b3aca2',
  hair: '#3c3a3c',
  cloth: '#cfc9be',
  'cloth-2': '#77736f',
  sky: '#3c3c44',
  ground: '#7a7876',
  water: '#5d5d62',
  leaf: '#4f4e50',
  wood: '#8a8781',
  wall: '#77757a',
  tile: '#58575b',
  gold: '#a5a19b',
  glass: '#55555b',
  glow: '#fdf8e6',
  shadow: '#434247',
};

const COLOUR_DAY: ToneTable = {
  paper: '#f7f1e4',
  light: '#eadfca',
  mid: '#b9b2a6',
  dark: '#56606b',
  ink: '#2a2e38',
  skin: '#e8b58c',
  'skin-shade': '#c48a63',
  hair: '#3a2c28',
  cloth: '#6f93ab',
  'cloth-2': '#3f4f63',
  shoe: '#33323a',
  white: '#fdfbf5',
  accent: '#d9683c',
  'accent-2': '#e9a23b',
  sky: '#a9d3e6',
  ground: '#d8cbb0',
  water: '#74b4c4',
  leaf: '#7fa66a',
  wood: '#b58a5e',
  wall: '#ece2cf',
  tile: '#c05f3c',
  gold: '#dcae52',
  glass: '#b5d6dd',
  glow: '#fff3c4',
  shadow: '#8e8a86',
};

interface TimeTint {
  colour: string;
  amount: number;
  skyTop: string;
  skyBottom: string;
  pencilTop: string;
  pencilBottom: string;
}

const TIMES: Record<SceneDescription['timeOfDay'], TimeTint> = {
  dawn: {
    colour: '#e9b7b0',
    amount: 0.16,
    skyTop: '#9fb4d2',
    skyBottom: '#f6d3c0',
    pencilTop: '#d9d4cb',
    pencilBottom: '#f5f0e5',
  },
  day: {
    colour: '#ffffff',
    amount: 0,
    skyTop: '#7fbcdc',
    skyBottom: '#dcecec',
    pencilTop: '#f4efe5',
    pencilBottom: '#faf7f0',
  },
  'golden-hour': {
    colour: '#f2a65a',
    amount: 0.22,
    skyTop: '#e8b27a',
    skyBottom: '#fbe3b4',
    pencilTop: '#ded8cb',
    pencilBottom: '#faf6ec',
  },
  dusk: {
    colour: '#6a5a86',
    amount: 0.32,
    skyTop: '#4c4a78',
    skyBottom: '#e79a78',
    pencilTop: '#8d8a8a',
    pencilBottom: '#e4ddd0',
  },
  night: {
    colour: '#1d2747',
    amount: 0.6,
    skyTop: '#111a33',
    skyBottom: '#2b3a63',
    pencilTop: '#2f2f37',
    pencilBottom: '#5a5a61',
  },
};

/** Snow on the ground and on the leaves. */
function whiten(table: ToneTable, night: boolean): void {
  table.ground = night ? '#b9b6b3' : '#fcfaf5';
  table.leaf = mixHex(table.leaf, '#ffffff', night ? 0.3 : 0.55);
  table.light = night ? '#d0cdc8' : '#f4f2ee';
}

const LIT: readonly Tone[] = ['skin', 'skin-shade', 'cloth', 'cloth-2', 'hair', 'shoe', 'white', 'accent', 'accent-2'];

/**
 * Chooses the colours of one picture from its look, time, weather and brand palette. `interior` keeps a room's own light
 * at night, because a lit room is not dark.
 */
export function chooseInks(description: SceneDescription, interior: boolean): Inks {
  const { look, timeOfDay } = description;
  const night = timeOfDay === 'night' && !interior;
  const tint = TIMES[timeOfDay];
  const brand = keyColour(description.palette);
  const secondBrand = keyColour(description.palette.filter((colour) => colour !== brand));
  const overcast = ['rain', 'storm', 'fog', 'snow', 'cloudy'].includes(description.weather);
  const storm = description.weather === 'storm' || description.weather === 'rain';

  const fog = description.weather === 'fog';
  const snow = description.weather === 'snow' && !interior;
  if (look === 'pencil') {
    const table = { ...(night ? PENCIL_NIGHT : PENCIL_DAY) };
    if (snow) whiten(table, night);
    if (brand !== null) {
      table.accent = mixHex(brand, '#f5f0e5', 0.5);
      table['accent-2'] = mixHex(brand, '#f5f0e5', 0.74);
    }
    const grey = timeOfDay === 'night' ? 0 : storm ? 0.4 : overcast ? 0.16 : 0;
    return {
      look,
      night,
      paper: '#f5f0e5',
      line: [43, 41, 44],
      hatch: night ? [38, 37, 42] : [72, 69, 70],
      fill: (tone) => table[tone],
      skyTop: fog ? mixHex(tint.pencilBottom, '#d6d1c8', 0.4) : mixHex(tint.pencilTop, '#8f8c8a', grey),
      skyBottom: mixHex(tint.pencilBottom, '#cbc6bc', grey),
      accent: table.accent,
    };
  }

  const amount = interior ? tint.amount * 0.3 : tint.amount;
  const table = { ...COLOUR_DAY };
  if (snow) whiten(table, false);
  if (brand !== null) table.accent = brand;
  if (secondBrand !== null) table['accent-2'] = secondBrand;
  for (const tone of Object.keys(table) as Tone[]) {
    if (tone === 'glow') continue;
    const share = LIT.includes(tone) ? amount * 0.4 : amount;
    table[tone] = mixHex(table[tone], tint.colour, share);
    if (overcast && !LIT.includes(tone) && !interior) table[tone] = mixHex(table[tone], '#8d979f', 0.22);
  }
  if (timeOfDay === 'night') table.glow = '#ffd97a';
  const grey = overcast ? (timeOfDay === 'night' ? 0.25 : 0.6) : 0;
  return {
    look,
    night,
    paper: '#f7f1e4',
    line: [40, 36, 44],
    hatch: [52, 48, 66],
    fill: (tone) => table[tone],
    skyTop: fog ? mixHex(tint.skyBottom, '#aeb7ba', grey) : mixHex(tint.skyTop, '#7d8790', grey),
    skyBottom: mixHex(tint.skyBottom, '#b9c0c2', grey),
    accent: table.accent,
  };
}
