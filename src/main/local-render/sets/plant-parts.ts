import type { SetKit, SetLayer } from './set-kit.ts';

/** A broad-leaved tree: trunk, crown in three masses, the lower one in shade. */
export function tree(kit: SetKit, layer: SetLayer, key: string, x: number, z: number, height: number): void {
  const w = height * 0.045;
  const random = kit.random(`tree/${key}`);
  const lean = (random() - 0.5) * height * 0.08;
  kit.shade(`${layer}/${key}`, x - height * 0.2, x + height * 0.12, z - height * 0.07, z + height * 0.07, height * 0.5);
  kit.poly(
    layer,
    `${key}/trunk`,
    [
      [x - w * 1.6, 0, z],
      [x - w * 0.8, height * 0.2, z],
      [x + lean - w * 0.6, height * 0.6, z],
      [x + lean + w * 0.6, height * 0.6, z],
      [x + w * 0.8, height * 0.2, z],
      [x + w * 1.7, 0, z],
    ],
    { fill: 'wood', hatch: 0.35, curve: 'line', stroke: 'mid' },
  );
  kit.blob(
    layer,
    `${key}/low`,
    {
      x: x + lean + height * 0.05 * kit.lightSide * -1,
      y: height * 0.58,
      z,
      rx: height * 0.27,
      ry: height * 0.15,
      lumps: 8,
    },
    { fill: 'leaf', hatch: 0.6, stroke: 'mid' },
  );
  kit.blob(
    layer,
    `${key}/high`,
    { x: x + lean, y: height * 0.77, z, rx: height * 0.25, ry: height * 0.22, lumps: 9 },
    { fill: 'leaf', hatch: 0.28, stroke: 'mid' },
  );
  kit.blob(
    layer,
    `${key}/light`,
    {
      x: x + lean + height * 0.06 * kit.lightSide,
      y: height * 0.84,
      z,
      rx: height * 0.11,
      ry: height * 0.08,
      lumps: 6,
    },
    { fill: 'leaf', stroke: 'none' },
  );
}

/** A fir: stacked drooping tiers. */
export function pine(
  kit: SetKit,
  layer: SetLayer,
  key: string,
  x: number,
  z: number,
  height: number,
  hatch = 0.5,
): void {
  const points: [number, number, number][] = [[x, height, z]];
  const tiers = 5;
  kit.shade(
    `${layer}/${key}`,
    x - height * 0.14,
    x + height * 0.14,
    z - height * 0.05,
    z + height * 0.05,
    height * 0.5,
  );
  for (let tier = 1; tier <= tiers; tier += 1) {
    const y = height * (1 - (tier / tiers) * 0.88);
    const w = height * 0.055 * tier;
    points.push([x + w, y - height * 0.03, z], [x + w * 0.55, y + height * 0.01, z]);
  }
  const mirrored = points
    .slice(1)
    .reverse()
    .map(([px, y, pz]) => [2 * x - px, y, pz] as [number, number, number]);
  kit.rect(layer, `${key}/trunk`, x - height * 0.018, x + height * 0.018, 0, height * 0.14, z, {
    fill: 'wood',
    stroke: 'fine',
  });
  kit.poly(layer, key, [...points, ...mirrored], { fill: 'leaf', hatch, stroke: 'mid' });
}

/** A coconut palm. */
export function palm(
  kit: SetKit,
  layer: SetLayer,
  key: string,
  x: number,
  z: number,
  height: number,
  lean = 0.16,
): void {
  const topX = x + height * lean;
  kit.shade(
    `${layer}/${key}`,
    x - height * 0.03,
    x + height * 0.03,
    z - height * 0.02,
    z + height * 0.02,
    height * 0.6,
  );
  kit.poly(
    layer,
    `${key}/trunk`,
    [
      [x - height * 0.025, 0, z],
      [x + height * lean * 0.3, height * 0.5, z],
      [topX - height * 0.012, height * 0.95, z],
      [topX + height * 0.014, height * 0.95, z],
      [x + height * lean * 0.42, height * 0.5, z],
      [x + height * 0.03, 0, z],
    ],
    { fill: 'wood', curve: 'line', hatch: 0.25 },
  );
  for (let frond = 0; frond < 7; frond += 1) {
    const angle = Math.PI * (-0.12 + (frond / 6) * 1.24);
    const reach = height * 0.36;
    const tipX = topX + Math.cos(angle) * reach;
    const tipY = height * 0.95 + Math.sin(angle) * reach * 0.55 - reach * 0.22;
    const midX = topX + Math.cos(angle) * reach * 0.55;
    const midY = height * 0.97 + Math.sin(angle) * reach * 0.62 + reach * 0.04;
    kit.poly(
      layer,
      `${key}/frond${frond}`,
      [
        [topX, height * 0.95, z],
        [midX, midY + height * 0.02, z],
        [tipX, tipY, z],
        [midX, midY - height * 0.055, z],
      ],
      { fill: 'leaf', curve: 'smooth', hatch: 0.4, stroke: 'fine' },
    );
  }
}
