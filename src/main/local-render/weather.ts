import type { SKRSContext2D } from '@napi-rs/canvas';
import type { SceneDescription } from '../../shared/model/scene-description.ts';
import type { Inks } from './inks.ts';
import { hashKey, randomStream } from './seeded-random.ts';

interface Frame {
  widthPx: number;
  heightPx: number;
  unitPx: number;
}

/** How long one turn of the weather's cycle takes in nature, s. */
export function weatherTurnSeconds(weather: SceneDescription['weather']): number {
  return weather === 'snow' ? 9 : weather === 'wind' ? 2.6 : 2;
}

/** Red, green, blue, 0…255. */
type Colour = readonly [number, number, number];

/** A drop or a flake, px of the picture. */
export type WeatherMark =
  | { kind: 'streak'; x: number; y: number; toX: number; toY: number; widthPx: number; colour: Colour; alpha: number }
  | { kind: 'flake'; x: number; y: number; radius: number; rimPx: number; rimColour: Colour; rimAlpha: number };

/** What a flake is filled with. */
export const FLAKE_COLOUR: Colour = [255, 253, 246];

const wrap = (value: number, size: number): number => ((value % size) + size) % size;

/**
 * The drops or flakes after so many turns of their cycle (whole turns give the same picture again); `near` is the sparse,
 * bold part in front of the subject. Empty in other weather.
 */
export function weatherMarks(
  frame: Frame,
  description: SceneDescription,
  inks: Inks,
  turns: number,
  near: boolean,
): WeatherMark[] {
  const { weather, seed } = description;
  const random = randomStream(hashKey(near ? 'weather-near' : 'weather-far', seed));
  const { widthPx, heightPx, unitPx } = frame;
  const marks: WeatherMark[] = [];
  if (weather === 'rain' || weather === 'storm') {
    const light = inks.night || inks.look === 'colour';
    const count = (near ? 46 : 120) * (weather === 'storm' ? 1.5 : 1);
    const slant = weather === 'storm' ? 0.55 : 0.3;
    for (let index = 0; index < count; index += 1) {
      const long = (near ? 46 + random() * 50 : 20 + random() * 26) * unitPx;
      // A drop falls along its own streak.
      const fallen = wrap(random() + (near ? 5 : 3) * turns, 1) * heightPx * 1.2;
      const y = fallen - heightPx * 0.1;
      const x = random() * (widthPx * 1.3 + heightPx * 1.2 * slant) - widthPx * 0.15 - fallen * slant;
      marks.push({
        ...({ kind: 'streak', x, y, toX: x - long * slant, toY: y + long } as const),
        widthPx: (near ? 2.4 : 1.4) * unitPx,
        colour: light ? [244, 244, 240] : inks.line,
        alpha: light ? (near ? 0.75 : 0.45) : near ? 0.55 : 0.34,
      });
    }
  } else if (weather === 'snow') {
    const count = near ? 40 : 130;
    for (let index = 0; index < count; index += 1) {
      const radius = (near ? 5 + random() * 6 : 2 + random() * 3) * unitPx;
      const y = wrap(random() + (near ? 2 : 1) * turns, 1) * (heightPx + 24 * unitPx) - 12 * unitPx;
      const sway = Math.sin(2 * Math.PI * (turns * (2 + (index % 3)) + index * 0.37)) * 22 * unitPx;
      const x = random() * widthPx + sway;
      const rim = { rimPx: 1.1 * unitPx, rimColour: inks.line, rimAlpha: inks.night ? 0 : 0.42 };
      marks.push({ kind: 'flake', x, y, radius, ...rim });
    }
  }
  return marks;
}

/** Rain, snow and wind; see `weatherMarks`. */
export function paintWeather(
  ctx: SKRSContext2D,
  frame: Frame,
  description: SceneDescription,
  inks: Inks,
  turns: number,
  near: boolean,
): void {
  ctx.save();
  ctx.lineCap = 'round';
  for (const mark of weatherMarks(frame, description, inks, turns, near)) paintMark(ctx, mark);
  if (description.weather === 'wind') paintGusts(ctx, frame, description, inks, turns, near);
  ctx.restore();
}

function paintMark(ctx: SKRSContext2D, mark: WeatherMark): void {
  ctx.beginPath();
  if (mark.kind === 'streak') {
    ctx.strokeStyle = `rgba(${mark.colour.join(',')},${mark.alpha})`;
    ctx.lineWidth = mark.widthPx;
    ctx.moveTo(mark.x, mark.y);
    ctx.lineTo(mark.toX, mark.toY);
    ctx.stroke();
    return;
  }
  ctx.fillStyle = `rgb(${FLAKE_COLOUR.join(',')})`;
  ctx.arc(mark.x, mark.y, mark.radius, 0, 7);
  ctx.fill();
  if (mark.rimAlpha === 0) return;
  ctx.strokeStyle = `rgba(${mark.rimColour.join(',')},${mark.rimAlpha})`;
  ctx.lineWidth = mark.rimPx;
  ctx.stroke();
}

function paintGusts(
  ctx: SKRSContext2D,
  { widthPx, heightPx, unitPx }: Frame,
  description: SceneDescription,
  inks: Inks,
  turns: number,
  near: boolean,
): void {
  const random = randomStream(hashKey(near ? 'weather-near' : 'weather-far', description.seed));
  const count = near ? 7 : 9;
  for (let index = 0; index < count; index += 1) {
    const y = random() * heightPx * 0.8 + heightPx * 0.06;
    const x = wrap(random() + 2 * turns, 1) * widthPx * 1.5 - widthPx * 0.25;
    const long = widthPx * (0.08 + random() * 0.1);
    ctx.strokeStyle = `rgba(${inks.line.join(',')},0.4)`;
    ctx.lineWidth = 1.8 * unitPx;
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.bezierCurveTo(x + long * 0.4, y - 18 * unitPx, x + long * 0.7, y + 14 * unitPx, x + long, y - 6 * unitPx);
    if (near)
      ctx.bezierCurveTo(
        x + long * 1.2,
        y - 26 * unitPx,
        x + long * 1.05,
        y - 40 * unitPx,
        x + long * 0.96,
        y - 22 * unitPx,
      );
    ctx.stroke();
  }
}

/** Lightens what is far: 0 near … 1 at the horizon. */
export function paintVeil(
  ctx: SKRSContext2D,
  area: { x: number; y: number; width: number; height: number },
  description: SceneDescription,
  inks: Inks,
  farness: number,
): void {
  const thick =
    description.weather === 'fog' ? 0.8 : description.weather === 'snow' || description.weather === 'rain' ? 0.22 : 0.1;
  ctx.save();
  ctx.globalCompositeOperation = 'source-atop';
  ctx.globalAlpha = thick * farness;
  ctx.fillStyle = inks.skyBottom;
  ctx.fillRect(area.x, area.y, area.width, area.height);
  ctx.restore();
}

/** Fog on the ground: thick at the horizon, gone at the feet. */
export function paintGroundFog(
  ctx: SKRSContext2D,
  area: { x: number; y: number; width: number; height: number },
  horizon: number,
  heightPx: number,
  inks: Inks,
): void {
  const fade = ctx.createLinearGradient(0, horizon, 0, horizon + heightPx * 0.32);
  fade.addColorStop(0, inks.skyBottom);
  fade.addColorStop(1, `${inks.skyBottom}00`);
  ctx.save();
  ctx.globalCompositeOperation = 'source-atop';
  ctx.fillStyle = fade;
  ctx.fillRect(area.x, area.y, area.width, area.height);
  ctx.restore();
}

/** Light as a wash over the finished drawing: side light, vignette of a low key, glow of lamps. */
export function paintLight(
  ctx: SKRSContext2D,
  frame: Frame,
  description: SceneDescription,
  inks: Inks,
  interior: boolean,
): void {
  const { style, from } = description.light;
  const { widthPx, heightPx } = frame;
  ctx.save();
  const dark =
    style === 'low-key' ? 0.5 : style === 'hard' ? 0.2 : style === 'backlit' ? 0.16 : inks.night ? 0.26 : 0.03;
  const x = from === 'left' ? 0.28 : from === 'right' ? 0.72 : 0.5;
  const y = from === 'top' ? 0.3 : 0.46;
  const reach = Math.hypot(widthPx, heightPx);
  const shade = ctx.createRadialGradient(
    widthPx * x,
    heightPx * y,
    reach * 0.22,
    widthPx * x,
    heightPx * y,
    reach * 0.66,
  );
  const tone = inks.look === 'pencil' ? '40,38,42' : '30,24,52';
  shade.addColorStop(0, `rgba(${tone},0)`);
  shade.addColorStop(1, `rgba(${tone},${dark})`);
  ctx.fillStyle = shade;
  ctx.fillRect(0, 0, widthPx, heightPx);
  // Pencil on toned paper: the hour lies as one wash over the sheet.
  const wash = { dawn: '#f4e6e2', day: null, 'golden-hour': '#f7e2bd', dusk: '#d5d0d6', night: null }[
    description.timeOfDay
  ];
  if (wash !== null && inks.look === 'pencil') {
    ctx.globalCompositeOperation = 'multiply';
    ctx.globalAlpha = interior ? 0.3 : 0.6;
    ctx.fillStyle = wash;
    ctx.fillRect(0, 0, widthPx, heightPx);
    ctx.globalCompositeOperation = 'source-over';
    ctx.globalAlpha = 1;
  }
  if (interior && description.timeOfDay === 'night' && style !== 'high-key') {
    // One lamp lights the middle of a room at night; its corners fall away.
    const pool = ctx.createRadialGradient(
      widthPx * 0.5,
      heightPx * 0.5,
      reach * 0.16,
      widthPx * 0.5,
      heightPx * 0.5,
      reach * 0.52,
    );
    pool.addColorStop(0, 'rgba(255,224,150,0.08)');
    pool.addColorStop(1, 'rgba(34,30,52,0.52)');
    ctx.fillStyle = pool;
    ctx.fillRect(0, 0, widthPx, heightPx);
  }
  if (inks.look === 'colour' && (description.timeOfDay === 'golden-hour' || description.timeOfDay === 'dawn')) {
    const warm = ctx.createLinearGradient(
      from === 'right' ? widthPx : 0,
      0,
      from === 'right' ? 0 : widthPx,
      heightPx * 0.6,
    );
    warm.addColorStop(0, 'rgba(255,186,92,0.26)');
    warm.addColorStop(1, 'rgba(255,186,92,0)');
    ctx.fillStyle = warm;
    ctx.fillRect(0, 0, widthPx, heightPx);
  }
  if (style === 'neon') {
    const neon = ctx.createLinearGradient(0, 0, widthPx, 0);
    const pencil = inks.look === 'pencil';
    neon.addColorStop(0, pencil ? 'rgba(40,38,44,0.14)' : 'rgba(255,60,160,0.2)');
    neon.addColorStop(0.5, 'rgba(120,120,160,0)');
    neon.addColorStop(1, pencil ? 'rgba(40,38,44,0.14)' : 'rgba(40,190,255,0.22)');
    ctx.fillStyle = neon;
    ctx.fillRect(0, 0, widthPx, heightPx);
  }
  ctx.restore();
}
