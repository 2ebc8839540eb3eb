/** The closing card: brand colour, logo at rest, the words, one accent. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Image } from '@napi-rs/canvas';
import { registerFonts } from '../../platform/fonts.ts';
import { chooseCardColours, mix, readableOn } from './card-colours.ts';
import type { CardColours, LogoPixels } from './card-colours.ts';
import { centredWidth, drawable, drawLines, fitText, overlayPicture } from './draw-overlay.ts';
import type { OverlayFrame, OverlayPicture } from './draw-overlay.ts';
import { safeArea } from './safe-area.ts';
import type { Rect } from './safe-area.ts';

export interface EndCardWish {
  text: string;
  colour: string;
  palette: readonly string[];
  /** A picture we decoded ourselves before. */
  logoPng: Buffer | undefined;
}

/** The part of a logo that is not empty: margins of a file are no composition. */
function inkBox({ data, widthPx, heightPx }: LogoPixels): Rect {
  let left = widthPx;
  let right = -1;
  let top = heightPx;
  let bottom = -1;
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      if ((data[(y * widthPx + x) * 4 + 3] ?? 0) < 16) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  if (right < 0) return { x: 0, y: 0, widthPx, heightPx };
  return { x: left, y: top, widthPx: right - left + 1, heightPx: bottom - top + 1 };
}

function pixelsOf(image: Image): LogoPixels {
  const canvas = createCanvas(image.width, image.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  return { data, widthPx: image.width, heightPx: image.height };
}

/** "Promise · call to action" are two things: what is said, and what to do. */
function partsOf(text: string): { headline: string; call: string } {
  const at = text.lastIndexOf(' · ');
  return at < 0
    ? { headline: text, call: '' }
    : { headline: text.slice(0, at).trim(), call: text.slice(at + 3).trim() };
}

/** Draws the card for a frame. Colours follow the logo: see `chooseCardColours`. */
export async function drawEndCard(frame: OverlayFrame, card: EndCardWish): Promise<OverlayPicture> {
  registerFonts();
  const { widthPx, heightPx } = frame;
  const area = safeArea(frame.platform, frame);
  const width = centredWidth(frame, area);
  const short = Math.min(widthPx, heightPx);
  const image = card.logoPng ? await loadImage(card.logoPng) : undefined;
  const pixels = image ? pixelsOf(image) : undefined;
  const colours = chooseCardColours(card.colour, card.palette, pixels);
  const canvas = createCanvas(widthPx, heightPx);
  const pen = canvas.getContext('2d');
  drawGround(pen, frame, colours);

  const { headline, call } = partsOf(drawable(card.text));
  const words =
    headline === ''
      ? undefined
      : fitText(headline, frame.language, 700, {
          widthPx: width * 0.94,
          maxLines: 3,
          mostPx: short * (image ? 0.096 : 0.125),
          leastPx: short * 0.045,
        });
  const action =
    call === ''
      ? undefined
      : fitText(call, frame.language, 600, {
          widthPx: width * 0.8,
          maxLines: 2,
          mostPx: short * 0.056,
          leastPx: short * 0.036,
        });
  const box = pixels ? inkBox(pixels) : undefined;
  // Equal weight for wide and tall logos: the same area, within the frame.
  const scale = box
    ? Math.min(
        Math.sqrt((short * short * 0.16) / (box.widthPx * box.heightPx)),
        (width * 0.86) / box.widthPx,
        (short * 0.44) / box.heightPx,
      )
    : 0;
  const platePad = colours.plate === undefined ? 0 : short * 0.05;
  const logoHeight = box ? box.heightPx * scale + platePad * 2 : 0;
  const bar = { widthPx: short * 0.13, heightPx: short * 0.012 };
  // Between logo and words, or below words that stand alone: an action is accent enough.
  const hasBar = words !== undefined && (image !== undefined || action === undefined);
  const gap = short * 0.062;
  const actionPad = { x: short * 0.05, y: short * 0.022 };
  const heights = [
    logoHeight,
    hasBar ? bar.heightPx : 0,
    words?.heightPx ?? 0,
    action ? action.heightPx + actionPad.y * 2 : 0,
  ].filter((one) => one > 0);
  const total = heights.reduce((sum, one) => sum + one, 0) + gap * (heights.length - 1);
  // The optical middle lies above the measured one. Across, the middle of the frame: a shifted axis looks wrong.
  let y = Math.max(area.y, area.y + (area.heightPx - total) * 0.46);
  const centre = widthPx / 2;
  const drawBar = (): void => {
    pen.fillStyle = colours.accent;
    pen.beginPath();
    pen.roundRect(centre - bar.widthPx / 2, y, bar.widthPx, bar.heightPx, bar.heightPx / 2);
    pen.fill();
    y += bar.heightPx + gap;
  };
  if (image && box) {
    const logoWidth = box.widthPx * scale;
    if (colours.plate !== undefined) {
      pen.fillStyle = colours.plate;
      pen.beginPath();
      pen.roundRect(centre - logoWidth / 2 - platePad, y, logoWidth + platePad * 2, logoHeight, short * 0.03);
      pen.fill();
    }
    pen.drawImage(
      image,
      ...([box.x, box.y, box.widthPx, box.heightPx] as const),
      ...([centre - logoWidth / 2, y + platePad, logoWidth, box.heightPx * scale] as const),
    );
    y += logoHeight + gap;
    if (hasBar) drawBar();
  }
  if (words) {
    drawLines(pen, words, 700, { x: centre, y, align: 'center', colour: colours.text });
    y += words.heightPx + gap;
  }
  if (!image && hasBar) drawBar();
  if (action) {
    const pill = { widthPx: action.widthPx + actionPad.x * 2, heightPx: action.heightPx + actionPad.y * 2 };
    pen.fillStyle = colours.accent;
    pen.beginPath();
    pen.roundRect(centre - pill.widthPx / 2, y, pill.widthPx, pill.heightPx, Math.min(pill.heightPx / 2, short * 0.06));
    pen.fill();
    drawLines(pen, action, 600, {
      x: centre,
      y: y + actionPad.y,
      align: 'center',
      colour: readableOn(colours.accent),
    });
  }
  return overlayPicture(canvas, 0, 0);
}

/** A plain ground with one large curve from below, a breath of the accent: flat colour alone looks unfinished. */
function drawGround(
  pen: ReturnType<ReturnType<typeof createCanvas>['getContext']>,
  { widthPx, heightPx }: OverlayFrame,
  colours: CardColours,
): void {
  pen.fillStyle = colours.card;
  pen.fillRect(0, 0, widthPx, heightPx);
  const radius = Math.max(widthPx, heightPx) * 0.9;
  pen.fillStyle = mix(colours.card, colours.accent, 0.09);
  pen.beginPath();
  pen.arc(widthPx / 2, heightPx * 0.9 + radius, radius, 0, Math.PI * 2);
  pen.fill();
}
