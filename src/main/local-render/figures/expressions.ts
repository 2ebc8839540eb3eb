import type { Emotion } from '../../../shared/model/scene-description.ts';

/** What carries a feeling: brows, lids, mouth. All in small unit steps around a calm face (0). */
export interface Expression {
  /** Inner and outer end of the brow, upwards positive. */
  browIn: number;
  browOut: number;
  /** Opening of the eye: 1 wide, 0 shut. */
  lid: number;
  /** Lower lid pushed up by the cheek. */
  squint: number;
  /** Mouth corners, upwards positive. */
  corners: number;
  /** Opening of the mouth. */
  open: number;
  /** Width of the mouth. */
  wide: number;
}

export const EXPRESSIONS: Readonly<Record<Emotion, Expression>> = {
  neutral: { browIn: 0, browOut: 0, lid: 0.84, squint: 0.08, corners: 0.08, open: 0, wide: 1 },
  happy: { browIn: 0.25, browOut: 0.35, lid: 0.74, squint: 0.5, corners: 0.9, open: 0.3, wide: 1.25 },
  sad: { browIn: 0.95, browOut: -0.55, lid: 0.5, squint: 0.15, corners: -0.75, open: 0, wide: 0.9 },
  angry: { browIn: -1, browOut: 0.6, lid: 0.66, squint: 0.4, corners: -0.55, open: 0.12, wide: 1 },
  surprised: { browIn: 1, browOut: 1, lid: 1.08, squint: -0.1, corners: 0, open: 0.75, wide: 0.72 },
  afraid: { browIn: 1.1, browOut: 0.15, lid: 1.08, squint: 0, corners: -0.5, open: 0.38, wide: 0.95 },
  determined: { browIn: -0.65, browOut: 0.2, lid: 0.6, squint: 0.35, corners: -0.12, open: 0, wide: 0.95 },
  tired: { browIn: 0.3, browOut: -0.45, lid: 0.32, squint: 0.1, corners: -0.3, open: 0, wide: 0.9 },
  loving: { browIn: 0.45, browOut: 0.2, lid: 0.5, squint: 0.35, corners: 0.62, open: 0, wide: 1.08 },
};
