import type { Point, Shape } from '../shape-types.ts';
import type { Face } from './face.ts';
import { isInProfile, onFace } from './face-edge.ts';
import { through } from './geometry.ts';
import { drawBrow, drawEye } from './portrait-eyes.ts';
import { curve, seeOn, surface } from './portrait-surface.ts';
import { shape } from './view.ts';

/** The features of a large face: lids, iris with highlight, brows, nose plane, lips, lines of age. Back to front. */
export function drawPortraitFace(p: Face): Shape[] {
  const { head, view } = p;
  const lateral = view.seeDirection(head.frame.l).d;
  const forward = view.seeDirection(head.frame.f).d;
  const sees = (side: number): boolean => forward * 0.85 + lateral * side * 0.52 > 0.06;
  if (forward < -0.2) return [];
  const sides = [1, -1].filter(sees);
  const cut = (features: Shape[]): readonly Shape[] => onFace(p, features);
  const hasForehead = forward > 0.4 && !isInProfile(head, view);
  return [
    ...shading(p, lateral),
    ...cut(sides.flatMap((side) => drawEye(p, side))),
    ...drawNose(p, forward, lateral),
    ...cut(drawMouth(p, sees)),
    ...cut(sides.flatMap((side) => drawBrow(p, side))),
    ...(p.looks.age === 'elder' ? cut(sides.flatMap((side) => drawAge(p, side, hasForehead))) : []),
    ...(p.looks.glasses ? drawGlasses(p, sides) : []),
  ];
}

/** Hatching under the cheekbone and beside the nose, on the side away from the camera's light. */
function shading(p: Face, lateral: number): Shape[] {
  const side = lateral > 0 ? 1 : -1;
  const cheek = through(
    [
      seeOn(p, -0.1, side * 0.29),
      seeOn(p, -0.14, side * 0.2),
      seeOn(p, -0.24, side * 0.17),
      seeOn(p, -0.34, side * 0.19),
      seeOn(p, -0.26, side * 0.265),
    ],
    4,
    true,
  );
  return [shape('cheek', cheek, { stroke: 'none', hatch: 0.28 })];
}

function drawNose(p: Face, forward: number, lateral: number): Shape[] {
  const { head, view } = p;
  const see = (f: number, u: number, l: number): Point => view.see(head.at(f, u, l));
  // The wing away from the camera hides behind the tip in a turned view.
  const far = lateral > 0 ? -1 : 1;
  const out: Shape[] = [];
  // In profile the head's own contour is the nose.
  if (isInProfile(head, view)) {
    out.push(
      curve(
        'wing',
        [see(0.385, -0.1, -far * 0.05), see(0.368, -0.135, -far * 0.06), see(0.372, -0.166, -far * 0.05)],
        'mid',
      ),
    );
    return out;
  }
  if (forward < 0.9) {
    const ridge = [
      see(0.368, 0.07, far * 0.02),
      see(0.35, 0.015, far * 0.018),
      see(0.395, -0.06, far * 0.016),
      see(0.455, -0.125, far * 0.014),
      see(0.44, -0.16, far * 0.01),
      see(0.375, -0.178, 0),
    ];
    const plane = through(ridge, 4);
    out.push(
      shape('nose-plane', [...plane, see(0.34, -0.17, -far * 0.03), see(0.34, 0.05, -far * 0.02)], {
        fill: 'skin',
        stroke: 'none',
      }),
    );
    out.push(shape('nose-ridge', plane.slice(2), { closed: false, stroke: 'mid' }));
  } else {
    out.push(
      curve('nose-ridge', [see(0.36, 0.05, far * 0.045), see(0.37, -0.02, far * 0.03), see(0.385, -0.08, far * 0.032)]),
    );
    out.push(curve('nose-tip', [see(0.43, -0.15, 0.034), see(0.45, -0.168, 0), see(0.43, -0.15, -0.034)], 'mid'));
  }
  for (const side of forward > 0.9 ? [1, -1] : [-far]) {
    out.push(
      curve(
        `wing${side}`,
        [see(0.385, -0.108, side * 0.05), see(0.375, -0.135, side * 0.073), see(0.37, -0.166, side * 0.06)],
        'fine',
      ),
    );
    out.push(
      shape(
        `nostril${side}`,
        through(
          [
            see(0.4, -0.165, side * 0.022),
            see(0.39, -0.158, side * 0.038),
            see(0.38, -0.166, side * 0.05),
            see(0.39, -0.174, side * 0.036),
          ],
          3,
          true,
        ),
        { fill: 'ink', stroke: 'none' },
      ),
    );
  }
  return out;
}

function drawMouth(p: Face, sees: (side: number) => boolean): Shape[] {
  const { expression: e, looks, view, head } = p;
  const w = 0.108 * e.wide * (looks.age === 'child' ? 0.85 : 1);
  const y = -0.266 - 0.02 * e.open;
  const full = looks.gender === 'woman' ? 1.15 : 0.85;
  const at = (l: number, u: number, out = 0.018): Point =>
    view.see(head.at(surface(u, l) + out - Math.abs(l) * 0.12, u, l));
  const raise = (l: number): number => e.corners * 0.036 * (l / w) ** 2 - e.corners * 0.012;
  const across = (visible: readonly number[], u: (l: number) => number, out: number): Point[] =>
    through(
      visible.map((k) => at(k * w, y + raise(k * w) + u(k), out)),
      4,
    );
  // In profile only the near half of the lips exists.
  const steps = [-1, -0.5, -0.15, 0, 0.15, 0.5, 1].filter((k) => k === 0 || sees(Math.sign(k)));
  const gap = 0.085 * e.open;
  const arch = (k: number): number => 1 - k * k;
  const upperTop = across(steps, (k) => arch(k) * 0.03 * full * (Math.abs(k) < 0.05 ? 0.78 : 1), 0.02);
  const upperLow = across(steps, (k) => arch(k) * gap * 0.35, 0.028);
  const lowerTop = across(steps, (k) => -arch(k) * gap * 0.65, 0.026);
  const lowerLow = across(steps, (k) => -arch(k) * (gap * 0.65 + 0.036 * full), 0.016);
  const out: Shape[] = [];
  if (e.open > 0.05) {
    out.push(shape('mouth-inside', [...upperLow, ...[...lowerTop].reverse()], { fill: 'ink', stroke: 'fine' }));
    const teeth = across(
      steps.map((k) => k * 0.84),
      (k) => arch(k) * gap * 0.35 - gap * (e.corners > 0.5 ? 0.62 : 0.3) * arch(k * 1.1),
      0.024,
    );
    if (e.corners > 0.3 || e.open > 0.3)
      out.push(
        shape(
          'teeth',
          [
            ...across(
              steps.map((k) => k * 0.84),
              (k) => arch(k) * gap * 0.35,
              0.026,
            ),
            ...teeth.reverse(),
          ],
          { fill: 'white', stroke: 'none' },
        ),
      );
  }
  const lip = { fill: 'skin-shade', stroke: 'none' } as const;
  out.push(
    shape('upper-lip', [...upperTop, ...[...upperLow].reverse()], {
      ...lip,
      hatch: looks.gender === 'woman' ? 0.35 : 0.15,
    }),
  );
  out.push(shape('lower-lip', [...lowerTop, ...[...lowerLow].reverse()], lip));
  out.push(shape('mouth-line', upperLow, { closed: false, stroke: 'mid' }));
  if (e.open > 0.05) out.push(shape('mouth-line-low', lowerTop, { closed: false, stroke: 'fine' }));
  const third = Math.floor(lowerLow.length / 4);
  out.push(shape('lip-shadow', lowerLow.slice(third, lowerLow.length - third), { closed: false, stroke: 'fine' }));
  for (const side of [1, -1]) {
    if (!sees(side)) continue;
    const corner = at(side * w, y + raise(w));
    const down = -Math.sign(e.corners || 1) * 0.014;
    out.push(curve(`corner${side}`, [corner, at(side * (w + 0.014), y + raise(w) - down)]));
    if (e.corners > 0.5 && view.seeDirection(head.frame.l).d * side > -0.25)
      out.push(
        curve(`smile${side}`, [at(side * 0.1, -0.165), at(side * (w + 0.04), -0.225), at(side * (w + 0.045), -0.29)]),
      );
  }
  return out;
}

function drawAge(p: Face, side: number, forehead: boolean): Shape[] {
  return [
    curve(`fold${side}`, [seeOn(p, -0.14, side * 0.085), seeOn(p, -0.19, side * 0.13), seeOn(p, -0.245, side * 0.152)]),
    ...[0, 1, 2].map((i) =>
      curve(`crow${side}${i}`, [seeOn(p, 0.012 - i * 0.016, side * 0.242), seeOn(p, 0.034 - i * 0.032, side * 0.285)]),
    ),
    ...(forehead ? [0.2, 0.25] : []).map((u, i) =>
      curve(`brow-line${side}${i}`, [
        seeOn(p, u, side * 0.005),
        seeOn(p, u + 0.012, side * 0.08),
        seeOn(p, u - 0.006, side * 0.16),
      ]),
    ),
  ];
}

function drawGlasses(p: Face, sides: readonly number[]): Shape[] {
  const { head, view } = p;
  const see = (f: number, u: number, l: number): Point => view.see(head.at(f, u, l));
  const out: Shape[] = [];
  for (const side of sides) {
    const rim = Array.from({ length: 24 }, (_, i) => {
      const a = (i / 24) * 2 * Math.PI;
      const [c, s] = [Math.cos(a), Math.sin(a)];
      // A rounded square, the usual frame.
      const k = 1 / Math.max(0.82, Math.abs(c), Math.abs(s));
      return see(0.375 - 0.02 * Math.abs(c * k), -0.005 + s * k * 0.085, side * 0.16 + c * k * 0.098);
    });
    out.push(shape(`rim${side}`, rim, { stroke: 'mid' }));
    out.push(curve(`shine${side}`, [see(0.38, 0.04, side * 0.16 - 0.05), see(0.38, 0.0, side * 0.16 - 0.065)]));
    if (view.seeDirection(head.frame.l).d * side > 0.1)
      out.push(
        curve(
          `temple${side}`,
          [see(0.34, 0.02, side * 0.262), see(0.16, 0.03, side * 0.33), see(-0.05, 0.02, side * 0.35)],
          'mid',
        ),
      );
  }
  out.push(curve('bridge', [see(0.385, 0.015, 0.062), see(0.4, 0.026, 0), see(0.385, 0.015, -0.062)], 'mid'));
  return out;
}
