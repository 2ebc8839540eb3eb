/** Which colour a closing card has, so that its logo and its words are seen. Pure; ratios are WCAG's. */

export type Rgb = readonly [number, number, number];

/** Straight-alpha pixels, four bytes each. */
export interface LogoPixels {
  data: Uint8ClampedArray | Uint8Array;
  widthPx: number;
  heightPx: number;
}

/** Least contrast of a logo's pixel, share of pixels that must have it, least contrast of words. */
export const LOGO_CONTRAST = 1.6;
export const LOGO_SHARE = 0.95;
export const TEXT_CONTRAST = 4.5;

const WHITE = '#ffffff';
const INK = '#15171b';
const BLACK = '#000000';
const OPAQUE = 128;

export interface CardColours {
  card: string;
  text: string;
  /** A second colour of the brand that is seen on the card. */
  accent: string;
  /** Behind the logo, where no colour shows all of it. */
  plate: string | undefined;
}

/** `#rrggbb` as three numbers 0…255. */
export function rgbOf(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1, 7), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function luminanceOf([r, g, b]: Rgb): number {
  const linear = (value: number): number =>
    value / 255 <= 0.040_45 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** WCAG contrast of two colours, 1…21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminanceOf(a), luminanceOf(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** White or near-black, whichever contrasts more with the colour; pure black where neither reaches 4.5. */
export function readableOn(colour: string): string {
  const ground = rgbOf(colour);
  const best = contrast(rgbOf(WHITE), ground) >= contrast(rgbOf(INK), ground) ? WHITE : INK;
  return contrast(rgbOf(best), ground) >= TEXT_CONTRAST ? best : BLACK;
}

/** A colour on the way from one to another, `share` 0…1. */
export function mix(from: string, to: string, share: number): string {
  const [a, b] = [rgbOf(from), rgbOf(to)];
  return `#${a
    .map((value, axis) =>
      Math.round(value + ((b[axis] ?? 0) - value) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** How much of a logo is seen on a colour: the share of its opaque pixels that contrast enough. */
export function visibleShare(logo: LogoPixels, colour: string, ownGround?: string): number {
  const ground = rgbOf(colour);
  const own = ownGround === undefined ? undefined : rgbOf(ownGround);
  let opaque = 0;
  let seen = 0;
  // A prime step over about 20,000 pixels meets every part of a logo.
  const step = Math.max(1, Math.floor((logo.widthPx * logo.heightPx) / 20_000)) | 1;
  for (let pixel = 0; pixel < logo.widthPx * logo.heightPx; pixel += step) {
    const at = pixel * 4;
    if ((logo.data[at + 3] ?? 0) < OPAQUE) continue;
    const rgb: Rgb = [logo.data[at] ?? 0, logo.data[at + 1] ?? 0, logo.data[at + 2] ?? 0];
    if (own && isNear(rgb, own)) continue;
    opaque += 1;
    if (contrast(rgb, ground) >= LOGO_CONTRAST) seen += 1;
  }
  return opaque === 0 ? 1 : seen / opaque;
}

function isNear(a: Rgb, b: Rgb): boolean {
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]) < 30;
}

/** The one colour all around an opaque logo (a JPEG's paper), if it has one. */
export function ownGroundOf(logo: LogoPixels): string | undefined {
  const { data, widthPx, heightPx } = logo;
  const pixel = (x: number, y: number): readonly [number, number, number, number] => {
    const at = (y * widthPx + x) * 4;
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 0];
  };
  const [r, g, b] = pixel(0, 0);
  const edge = [
    ...Array.from({ length: widthPx }, (_, x) => [pixel(x, 0), pixel(x, heightPx - 1)]).flat(),
    ...Array.from({ length: heightPx }, (_, y) => [pixel(0, y), pixel(widthPx - 1, y)]).flat(),
  ];
  const same = edge.filter((one) => one[3] >= OPAQUE && isNear([one[0], one[1], one[2]], [r, g, b])).length;
  if (same < edge.length * 0.98) return undefined;
  return `#${[r, g, b].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The card's colours: the wished one where the logo is seen on it, else the first of the palette that shows it, else
 * near-white or near-black, else the wished one with a plate behind the logo. A logo on paper of its own gets a card of
 * that paper, as a box on a card looks pasted.
 */
export function chooseCardColours(wish: string, palette: readonly string[], logo: LogoPixels | undefined): CardColours {
  const own = logo ? ownGroundOf(logo) : undefined;
  const brand = [wish, ...palette];
  const shows = (colour: string): boolean => logo === undefined || visibleShare(logo, colour, own) >= LOGO_SHARE;
  const card = own ?? [...brand, '#f7f5f0', INK].find(shows);
  const ground = card ?? wish;
  const accent =
    brand
      .filter((colour) => contrast(rgbOf(colour), rgbOf(ground)) >= LOGO_CONTRAST)
      .toSorted((a, b) => chroma(b) - chroma(a))[0] ?? readableOn(ground);
  const plate =
    card === undefined && logo
      ? [WHITE, INK, ...palette, '#8a8d93']
          .map((colour) => ({ colour, share: visibleShare(logo, colour) }))
          .reduce((best, one) => (one.share > best.share ? one : best)).colour
      : undefined;
  return { card: ground, text: readableOn(ground), accent, plate };
}

function chroma(colour: string): number {
  const rgb = rgbOf(colour);
  return Math.max(...rgb) - Math.min(...rgb);
}
