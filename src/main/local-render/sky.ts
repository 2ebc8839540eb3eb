import type { SKRSContext2D } from '@napi-rs/canvas';
import type { SceneDescription } from '../../shared/model/scene-description.ts';
import type { Inks } from './inks.ts';
import type { Pen } from './pen.ts';
import { hashKey, randomStream } from './seeded-random.ts';
import type { Point, Shape } from './shape-types.ts';

function cloud(key: string, x: number, y: number, w: number, h: number, random: () => number, dark: boolean): Shape {
  const points: Point[] = [{ x: x - w / 2, y }];
  const lumps = 7;
  for (let index = 0; index <= lumps; index += 1) {
    const u = index / lumps;
    const bump = index % 2 === 0 ? 0.82 : 1.12;
    points.push({
      x: x - w / 2 + w * u,
      y: y - h * Math.sin(Math.PI * (0.1 + u * 0.8)) * bump * (0.85 + random() * 0.3),
    });
  }
  points.push({ x: x + w / 2, y });
  return {
    key,
    points,
    curve: 'smooth',
    closed: true,
    fill: dark ? 'mid' : 'white',
    stroke: 'fine',
    hatch: dark ? 0.35 : 0,
  };
}

/** Sky behind everything: graded tone, sun or moon, stars, clouds. The canvas is the picture plus overscan. */
export function paintSky(
  ctx: SKRSContext2D,
  area: { x: number; y: number; width: number; height: number },
  frame: { widthPx: number; heightPx: number; horizon: number; unitPx: number },
  description: SceneDescription,
  inks: Inks,
  pen: Pen,
): void {
  const { weather, timeOfDay, light, seed } = description;
  const random = randomStream(hashKey('sky', seed));
  const top = Math.min(0, frame.horizon - frame.heightPx);
  const gradient = ctx.createLinearGradient(0, top, 0, Math.max(top + 10, frame.horizon));
  gradient.addColorStop(0, inks.skyTop);
  gradient.addColorStop(1, inks.skyBottom);
  ctx.fillStyle = gradient;
  ctx.fillRect(area.x, area.y, area.width, area.height);
  const { widthPx, unitPx } = frame;
  const high = Math.max(frame.heightPx * 0.25, frame.horizon);
  const clear = weather === 'clear' || weather === 'wind' || weather === 'cloudy';
  const side = light.from === 'left' ? 0.2 : light.from === 'right' ? 0.8 : 0.64;

  if (inks.look === 'pencil' && timeOfDay !== 'day' && weather !== 'fog') {
    // The dark of an evening is put down in long strokes that thin out towards the horizon.
    const bands = timeOfDay === 'night' ? 4 : timeOfDay === 'dusk' ? 3 : 1;
    for (let band = 0; band < bands; band += 1) {
      const reach = high * (0.28 + (band / bands) * 0.62);
      const shape: Shape = {
        key: `dark${band}`,
        points: [
          { x: area.x, y: area.y },
          { x: area.x + area.width, y: area.y },
          { x: area.x + area.width, y: reach * 0.9 },
          { x: area.x + area.width * 0.5, y: reach },
          { x: area.x, y: reach * 0.8 },
        ],
        curve: 'line',
        closed: true,
        fill: null,
        stroke: 'none',
        hatch: timeOfDay === 'night' ? 0.5 : timeOfDay === 'dusk' ? 0.34 : 0.14,
      };
      pen.draw(ctx, [shape]);
    }
  }

  if (timeOfDay === 'night' && clear) {
    ctx.fillStyle = inks.fill('glow');
    for (let star = 0; star < 70; star += 1) {
      const size = (0.8 + random() * 1.9) * unitPx;
      ctx.globalAlpha = 0.45 + random() * 0.55;
      ctx.beginPath();
      ctx.arc(area.x + random() * area.width, area.y + random() * (high * 0.9 - area.y), size, 0, 7);
      ctx.fill();
    }
    ctx.globalAlpha = 1;
  }
  if (clear) disc(ctx, widthPx * side, high, { widthPx, unitPx, heightPx: frame.heightPx }, timeOfDay, inks, pen);

  const clouds =
    weather === 'clear' ? (timeOfDay === 'night' ? 0 : 3) : weather === 'wind' ? 5 : weather === 'fog' ? 0 : 9;
  const dark = weather === 'storm' || weather === 'rain';
  const shapes: Shape[] = [];
  for (let index = 0; index < clouds; index += 1) {
    const w = Math.min(widthPx, frame.heightPx * 1.2) * (0.2 + random() * 0.2) * (dark ? 2 : 1);
    const y = high * (dark ? 0.04 + random() * 0.5 : 0.2 + random() * 0.45);
    shapes.push(
      cloud(
        `cloud${index}`,
        area.x + ((index + 0.2 + random() * 0.6) / clouds) * area.width,
        y,
        w,
        w * (weather === 'wind' ? 0.12 : 0.24),
        random,
        dark || timeOfDay === 'night' || timeOfDay === 'dusk',
      ),
    );
  }
  pen.draw(ctx, shapes, { pressure: 0.5, opacity: 0.92 });
  if (weather === 'storm') {
    const x = widthPx * (0.25 + random() * 0.5);
    const bolt: Shape = {
      key: 'bolt',
      points: [
        { x, y: high * 0.1 },
        { x: x - 34 * unitPx, y: high * 0.42 },
        { x: x + 8 * unitPx, y: high * 0.4 },
        { x: x - 30 * unitPx, y: high * 0.82 },
        { x: x + 44 * unitPx, y: high * 0.33 },
        { x: x + 12 * unitPx, y: high * 0.34 },
        { x: x + 36 * unitPx, y: high * 0.1 },
      ],
      curve: 'line',
      closed: true,
      fill: 'glow',
      stroke: 'mid',
      hatch: 0,
    };
    pen.draw(ctx, [bolt]);
  }
}

function disc(
  ctx: SKRSContext2D,
  x: number,
  high: number,
  frame: { widthPx: number; heightPx: number; unitPx: number },
  time: SceneDescription['timeOfDay'],
  inks: Inks,
  pen: Pen,
): void {
  const r = (time === 'night' ? 42 : time === 'day' ? 46 : 74) * frame.unitPx;
  const y =
    time === 'day' || time === 'night' ? Math.max(r * 1.5, high * 0.24) : high - r * (time === 'dusk' ? 0.3 : 0.9);
  const ring: Point[] = Array.from({ length: 16 }, (_, index) => ({
    x: x + Math.cos((index / 16) * 2 * Math.PI) * r,
    y: y + Math.sin((index / 16) * 2 * Math.PI) * r,
  }));
  if (time !== 'night') {
    const glow = ctx.createRadialGradient(x, y, r * 0.6, x, y, r * 5);
    glow.addColorStop(0, inks.look === 'pencil' ? 'rgba(255,252,240,0.9)' : 'rgba(255,244,200,0.85)');
    glow.addColorStop(1, 'rgba(255,250,230,0)');
    ctx.fillStyle = glow;
    ctx.fillRect(x - r * 5, y - r * 5, r * 10, r * 10);
    for (let ray = 0; ray < 14 && time !== 'dusk'; ray += 1) {
      const angle = (ray / 14) * Math.PI * 2;
      const from = r * 1.35;
      const to = r * (ray % 2 === 0 ? 2.2 : 1.75);
      pen.draw(
        ctx,
        [
          {
            key: `ray${ray}`,
            points: [
              { x: x + Math.cos(angle) * from, y: y + Math.sin(angle) * from },
              { x: x + Math.cos(angle) * to, y: y + Math.sin(angle) * to },
            ],
            curve: 'line',
            closed: false,
            fill: null,
            stroke: 'fine',
            hatch: 0,
          },
        ],
        { pressure: 0.5 },
      );
    }
  }
  pen.draw(
    ctx,
    [
      {
        key: 'disc',
        points: ring,
        curve: 'smooth',
        closed: true,
        fill: 'glow',
        stroke: time === 'night' ? 'none' : 'fine',
        hatch: 0,
      },
    ],
    { pressure: 0.7 },
  );
}
