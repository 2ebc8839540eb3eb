import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/**
 * Level 3 of zlib on one fixed filter: files as large as the canvas library's own, in a quarter of the time (340–390 ms
 * against 75–110 ms for 1080 × 1920), because it tries five filters on every row and keeps an alpha channel.
 */
const LEVEL = 3;
/** Filter type 1 of the PNG format: each sample less the one to its left. */
const FILTER_SUB = 1;

/**
 * Encodes opaque pixels as an RGB PNG. `rgba` holds four bytes a pixel, rows from the top; alpha is dropped. The same
 * pixels give the same bytes.
 */
export function encodePng(rgba: Uint8Array, widthPx: number, heightPx: number): Buffer {
  const raw = Buffer.allocUnsafe((widthPx * 3 + 1) * heightPx);
  let to = 0;
  let from = 0;
  for (let row = 0; row < heightPx; row += 1) {
    raw[to++] = FILTER_SUB;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let column = 0; column < widthPx; column += 1, from += 4) {
      const r = rgba[from] as number;
      const g = rgba[from + 1] as number;
      const b = rgba[from + 2] as number;
      raw[to++] = r - red;
      raw[to++] = g - green;
      raw[to++] = b - blue;
      red = r;
      green = g;
      blue = b;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  // 8 bits a sample, truecolour, the only compression and filter methods there are, not interlaced.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: LEVEL })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const result = Buffer.alloc(data.length + 12);
  result.writeUInt32BE(data.length, 0);
  result.write(type, 4, 'latin1');
  data.copy(result, 8);
  result.writeUInt32BE(crc32(result.subarray(4, data.length + 8)), data.length + 8);
  return result;
}
