import type { PersonLooks } from '../../../shared/model/scene-description.ts';
import type { Shape, Tone } from '../shape-types.ts';
import { hullOfCircles, mix3, ring } from './geometry.ts';
import { hullWith, OUTFITS } from './outfits.ts';
import type { Proportions } from './proportions.ts';
import type { Skeleton } from './skeleton.ts';
import { drawable, surfaceLine, surfacePatch } from './torso.ts';
import type { Trunk } from './torso.ts';
import { shape } from './view.ts';
import type { View } from './view.ts';

/** Lines and patches that tell one garment from another: lapels, buttons, hood, bib, belt, stripes. */
export function drawGarmentDetails(looks: PersonLooks, p: Proportions, s: Skeleton, trunk: Trunk, view: View): Shape[] {
  const loose = OUTFITS[looks.clothes].loose;
  const line = (
    key: string,
    places: readonly (readonly [number, number])[],
    stroke: Shape['stroke'] = 'fine',
  ): Shape | undefined => {
    const points = surfaceLine(trunk, view, places);
    return points.length > 1 ? shape(key, points, { closed: false, stroke }) : undefined;
  };
  const patch = (
    key: string,
    places: readonly (readonly [number, number])[],
    fill: Tone,
    stroke: Shape['stroke'] = 'fine',
  ): Shape | undefined => {
    const points = surfacePatch(trunk, view, places, loose * 0.99);
    return points ? shape(key, points, { fill, stroke }) : undefined;
  };
  const dot = (key: string, h: number, a: number, tone: Tone = 'ink'): Shape | undefined => {
    if (!trunk.sees(h, a)) return undefined;
    return shape(key, ring({ ...view.see(trunk.at(h, a)), r: p.height * 0.005 }, 8), { fill: tone, stroke: 'none' });
  };
  const band = (key: string, from: number, to: number, fill: Tone): Shape =>
    shape(key, trunk.outline(from, to, loose * 1.01), { fill, stroke: 'fine' });
  const lapels = (low: number): (Shape | undefined)[] => [
    patch(
      'shirt-front',
      [
        [0.97, -55],
        [low, -6],
        [low, 6],
        [0.97, 55],
        [0.93, 0],
      ],
      'white',
    ),
    patch(
      'lapel-right',
      [
        [0.97, -66],
        [0.8, -50],
        [0.76, -58],
        [low, -4],
        [0.9, -26],
      ],
      'cloth',
    ),
    patch(
      'lapel-left',
      [
        [0.97, 66],
        [0.8, 50],
        [0.76, 58],
        [low, 4],
        [0.9, 26],
      ],
      'cloth',
    ),
    line('closing', [
      [low, 2],
      [0.05, 2],
    ]),
  ];
  switch (looks.clothes) {
    case 't-shirt':
      return [];
    case 'shirt':
      return drawable([
        line('placket', [
          [0.94, 0],
          [0.14, 0],
        ]),
        patch(
          'collar-right',
          [
            [1, -80],
            [0.995, -6],
            [0.9, -24],
            [0.955, -76],
          ],
          'cloth',
        ),
        patch(
          'collar-left',
          [
            [1, 80],
            [0.995, 6],
            [0.9, 24],
            [0.955, 76],
          ],
          'cloth',
        ),
        line('belt', [
          [0.13, -180],
          [0.13, -90],
          [0.13, 0],
          [0.13, 90],
          [0.13, 180],
        ]),
      ]);
    case 'suit':
      return drawable([
        ...lapels(0.44),
        patch(
          'tie',
          [
            [0.92, -9],
            [0.92, 9],
            [0.52, 7],
            [0.46, 0],
            [0.52, -7],
          ],
          'accent',
        ),
        dot('button', 0.38, 2),
        line('pocket', [
          [0.22, 30],
          [0.22, 62],
        ]),
      ]);
    case 'dress':
      return drawable([band('belt', 0.3, 0.35, 'cloth')]);
    case 'skirt':
      return drawable([
        line('waistband', [
          [0.3, -180],
          [0.3, -90],
          [0.3, 0],
          [0.3, 90],
          [0.3, 180],
        ]),
      ]);
    case 'hoodie': {
      const back = view.see(trunk.at(0.95, 180, 1));
      const c = view.see(mix3(s.neck, s.headBase, 0.2));
      const r = p.head * 0.3;
      return drawable([
        shape(
          'hood',
          hullOfCircles(
            [
              { x: c.x, y: c.y + r * 0.25, r: r * 1.0 },
              { x: back.x, y: back.y + r * 0.3, r: r * 0.95 },
            ],
            18,
          ),
          { fill: 'cloth', hatch: 0.12 },
        ),
        line('pouch', [
          [0.06, -44],
          [0.24, -28],
          [0.24, 28],
          [0.06, 44],
        ]),
        line('string-right', [
          [0.9, -14],
          [0.74, -16],
        ]),
        line('string-left', [
          [0.9, 14],
          [0.74, 16],
        ]),
      ]);
    }
    case 'jacket':
      return drawable([
        patch(
          'shirt-front',
          [
            [0.98, -45],
            [0.5, -20],
            [0.08, -20],
            [0.08, 20],
            [0.5, 20],
            [0.98, 45],
          ],
          'white',
        ),
        line(
          'zip-right',
          [
            [0.98, -45],
            [0.5, -21],
            [0.08, -21],
          ],
          'mid',
        ),
        line(
          'zip-left',
          [
            [0.98, 45],
            [0.5, 21],
            [0.08, 21],
          ],
          'mid',
        ),
        line('cuff', [
          [0.14, -180],
          [0.14, -30],
        ]),
        line('cuff-2', [
          [0.14, 30],
          [0.14, 180],
        ]),
      ]);
    case 'apron': {
      const low = [s.rightLeg, s.leftLeg].map((g) => mix3(g.hip, g.knee, 0.78));
      const skirt = hullWith(
        low.map((v) => ({ ...view.see({ ...v, f: v.f + p.legRadius * 0.5 }), r: p.legRadius * 1.02 })),
        [
          [0.36, -62],
          [0.36, 62],
          [0.14, -62],
          [0.14, 62],
        ].map(([h = 0, a = 0]) => view.see(trunk.at(h, trunk.visibleAngle(h, a), loose))),
      );
      const front = view.seeDirection(s.pelvisFrame.f).d > -0.3;
      return drawable([
        front ? shape('apron-skirt', skirt, { fill: 'cloth' }) : undefined,
        patch(
          'bib',
          [
            [0.34, -64],
            [0.68, -42],
            [0.68, 42],
            [0.34, 64],
          ],
          'cloth',
          'mid',
        ),
        line(
          'strap-right',
          [
            [0.68, -40],
            [0.94, -62],
          ],
          'mid',
        ),
        line(
          'strap-left',
          [
            [0.68, 40],
            [0.94, 62],
          ],
          'mid',
        ),
        line(
          'tie',
          [
            [0.36, -180],
            [0.36, -60],
          ],
          'mid',
        ),
        line(
          'tie-2',
          [
            [0.36, 60],
            [0.36, 180],
          ],
          'mid',
        ),
      ]);
    }
    case 'uniform':
      return drawable([
        band('belt', 0.2, 0.26, 'dark'),
        patch(
          'collar-right',
          [
            [1, -80],
            [0.995, -6],
            [0.9, -24],
            [0.955, -76],
          ],
          'cloth',
        ),
        patch(
          'collar-left',
          [
            [1, 80],
            [0.995, 6],
            [0.9, 24],
            [0.955, 76],
          ],
          'cloth',
        ),
        line('placket', [
          [0.92, 0],
          [0.25, 0],
        ]),
        patch(
          'badge',
          [
            [0.72, 28],
            [0.72, 46],
            [0.63, 37],
          ],
          'accent',
        ),
        line('pocket', [
          [0.7, -48],
          [0.7, -22],
          [0.58, -22],
          [0.58, -48],
          [0.7, -48],
        ]),
      ]);
    case 'sportswear':
      return drawable([band('stripe', 0.44, 0.52, 'accent')]);
    case 'robe':
      return drawable([
        line(
          'wrap',
          [
            [0.98, -50],
            [0.7, -6],
            [0.36, 42],
          ],
          'mid',
        ),
        line(
          'wrap-2',
          [
            [0.98, 50],
            [0.78, 14],
          ],
          'mid',
        ),
        band('sash', 0.3, 0.41, 'accent'),
      ]);
    case 'coat':
      return drawable([
        ...lapels(0.5),
        band('belt', 0.28, 0.34, 'cloth'),
        dot('button-1', 0.44, 10),
        dot('button-2', 0.24, 10),
      ]);
  }
}
