import type { Point, Shape } from '../shape-types.ts';
import type { Face } from './face.ts';
import { clipConvex, hull, ring, through } from './geometry.ts';
import { curve, seeOn } from './portrait-surface.ts';
import { shape } from './view.ts';

/** One eye of a large face: opening, iris with highlight, lids, bags. */
export function drawEye(p: Face, side: number): Shape[] {
  const { expression: e, looks, view, head } = p;
  const l = 0.152;
  const half = looks.age === 'child' ? 0.078 : 0.072;
  const at = (across: number, u: number): Point => seeOn(p, u, side * (l + across), -0.012);
  const lift = (looks.age === 'child' ? 0.058 : 0.048) * Math.min(1.15, e.lid);
  const low = -0.03 * (1 - 0.75 * e.squint) * Math.min(1, 0.45 + e.lid * 0.6);
  const slant = looks.gender === 'woman' ? 0.01 : 0.004;
  const inner = at(-half, -0.008);
  const outer = at(half, slant);
  const upper = through(
    [inner, at(-half * 0.5, lift * 0.78), at(0, lift), at(half * 0.55, lift * 0.8 + slant * 0.4), outer],
    4,
  );
  const lower = through([outer, at(half * 0.5, low * 0.85), at(0, low), at(-half * 0.55, low * 0.75), inner], 4);
  const opening = hull([...upper, ...lower]);
  const size = head.size;
  const gaze = { across: p.gaze.across * 0.026 * side, up: p.gaze.up * 0.016 };
  const centre = at(gaze.across, lift * 0.36 + gaze.up);
  // An iris seen from the side is an upright ellipse.
  const narrow = Math.max(0.5, Math.abs(view.seeDirection(head.frame.f).d) * 0.75 + 0.25);
  const disc = (r: number, c = centre): Point[] =>
    ring({ x: 0, y: 0, r: r * size }, 20).map((q) => ({ x: c.x + q.x * narrow, y: c.y + q.y }));
  const inside = (
    key: string,
    points: Point[],
    fill: 'wood' | 'ink' | 'white' | 'dark',
    stroke: Shape['stroke'] = 'none',
  ): Shape[] => {
    const seen = clipConvex(points, opening);
    return seen.length > 2 ? [shape(`${key}${side}`, seen, { fill, stroke })] : [];
  };
  const light = { x: centre.x - size * 0.014, y: centre.y - size * 0.016 };
  const crease = through(
    [at(-half * 0.85, lift * 0.75 + 0.012), at(-half * 0.1, lift + 0.03), at(half * 0.95, lift * 0.7 + 0.02)],
    5,
  );
  const out = [
    shape(`eye${side}`, opening, { fill: 'white', stroke: 'none' }),
    ...inside('iris', disc(0.041), 'wood', 'fine'),
    ...inside('pupil', disc(0.021), 'ink'),
    ...inside('glint', disc(0.01, light), 'white'),
    curve(`lower-lid${side}`, lower),
    shape(
      `upper-lid${side}`,
      [
        ...upper,
        ...[...upper]
          .reverse()
          .map((q, i, all) => ({ x: q.x, y: q.y + size * 0.011 * Math.sin((Math.PI * i) / (all.length - 1)) })),
      ],
      { fill: 'ink', stroke: 'fine' },
    ),
    shape(`crease${side}`, crease, { closed: false, stroke: 'fine' }),
  ];
  if (looks.gender === 'woman' && looks.age !== 'child' && view.seeDirection(head.frame.l).d * side > -0.25)
    out.push(curve(`lash${side}`, [outer, at(half * 1.16, slant + 0.014), at(half * 1.34, slant + 0.03)], 'mid'));
  if (e.lid < 0.42 || looks.age === 'elder')
    out.push(curve(`bag${side}`, [at(-half * 0.7, low - 0.034), at(0, low - 0.05), at(half * 0.75, low - 0.03)]));
  if (e.squint > 0.45)
    out.push(
      curve(`laugh${side}`, [at(-half * 0.5, low - 0.028), at(half * 0.2, low - 0.034), at(half * 0.9, low - 0.016)]),
    );
  return out;
}

/** One brow, and the lines that a raised or drawn one makes. */
export function drawBrow(p: Face, side: number): Shape[] {
  const { expression: e, looks } = p;
  const base = (looks.gender === 'man' ? 0.112 : 0.122) + Math.max(0, e.browIn + e.browOut) * 0.006;
  const thick = looks.gender === 'woman' ? 0.014 : looks.age === 'child' ? 0.013 : 0.021;
  const line = [
    [0.058, base + e.browIn * 0.042 - 0.006],
    [0.11, base + e.browIn * 0.026 + e.browOut * 0.008 + 0.014],
    [0.18, base + e.browIn * 0.004 + e.browOut * 0.024 + 0.026],
    [0.25, base + e.browOut * 0.04 - 0.004],
  ] as const;
  const widths = [0.85, 1, 0.8, 0.15];
  // The far brow ends at the forehead's edge.
  const turned = p.view.seeDirection(p.head.frame.l).d * side < -0.25;
  const reach = (l: number): number => side * (turned ? Math.min(l, 0.06 + (l - 0.06) * 0.74) : l);
  const top = line.map(([l, u], i) => seeOn(p, u + thick * (widths[i] ?? 1), reach(l), 0.016 - i * 0.004));
  const low = line.map(([l, u], i) => seeOn(p, u - thick * 0.6 * (widths[i] ?? 1), reach(l), 0.016 - i * 0.004));
  const out = [
    shape(`brow${side}`, [...through(top, 4), ...through([...low].reverse(), 4)], {
      fill: 'hair',
      stroke: 'fine',
      hatch: 0.2,
    }),
  ];
  if (e.browIn < -0.5 && side > 0)
    out.push(
      curve('frown-left', [seeOn(p, 0.05, 0.024), seeOn(p, 0.1, 0.018)]),
      curve('frown-right', [seeOn(p, 0.05, -0.024), seeOn(p, 0.1, -0.018)]),
    );
  if (e.browIn > 0.8)
    out.push(
      curve(`forehead${side}`, [
        seeOn(p, 0.235, side * 0.01),
        seeOn(p, 0.24, side * 0.08),
        seeOn(p, 0.226, side * 0.15),
      ]),
    );
  return out;
}
