import type { Point } from './shape-types.ts';

/**
 * The same line with fewer points: none that is left out lies further than `tolerancePx` from what is drawn instead. The
 * painter's time goes by points, and a hand's line has several to each bend.
 */
export function thinLine(line: readonly Point[], tolerancePx: number): Point[] {
  const [start] = line;
  if (start === undefined || line.length < 3) return [...line];
  const kept = [start];
  let anchor = start;
  let last = start;
  let far = 0;
  // Directions in which a straight line from the anchor passes all points since then closely enough, against the first.
  let middle = 0;
  let least = -Infinity;
  let most = Infinity;
  for (let index = 1; index < line.length; index += 1) {
    const point = line[index] as Point;
    let dx = point.x - anchor.x;
    let dy = point.y - anchor.y;
    let distance = Math.hypot(dx, dy);
    const direction = far === 0 ? 0 : turned(Math.atan2(dy, dx) - middle);
    // A line that comes back towards its anchor has turned round between the two.
    if (far > 0 && (distance < far || direction < least || direction > most)) {
      kept.push(last);
      anchor = last;
      dx = point.x - anchor.x;
      dy = point.y - anchor.y;
      distance = Math.hypot(dx, dy);
      far = 0;
    }
    if (distance > tolerancePx) {
      const spread = Math.asin(tolerancePx / distance);
      if (far === 0) {
        middle = Math.atan2(dy, dx);
        least = -spread;
        most = spread;
      } else {
        least = Math.max(least, direction - spread);
        most = Math.min(most, direction + spread);
      }
      far = distance;
    }
    last = point;
  }
  kept.push(last);
  return kept;
}

/** An angle between −π and π. */
function turned(angle: number): number {
  return angle > Math.PI ? angle - 2 * Math.PI : angle < -Math.PI ? angle + 2 * Math.PI : angle;
}
