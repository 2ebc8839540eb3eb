// Makes the pictures and the music bed of examples/cold-brew, from nothing but numbers. Deterministic.
// node scripts/make-example-media.mjs   (on the pinned Node; FFmpeg for the MP3)
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

const folder = new URL('../examples/cold-brew/', import.meta.url).pathname;
GlobalFonts.registerFromPath(
  new URL('../node_modules/@expo-google-fonts/inter/800ExtraBold/Inter_800ExtraBold.ttf', import.meta.url).pathname,
  'Bold',
);
const NIGHT = '#1B2A41';
const SUN = '#F2A541';
const CREAM = '#FFF6E5';

/** A rising sun over two waves: the mark of the made-up brand. */
function drawSun(ctx, x, y, r) {
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, r, Math.PI, 0);
  ctx.fillStyle = SUN;
  ctx.fill();
  ctx.lineWidth = r * 0.16;
  ctx.lineCap = 'round';
  ctx.strokeStyle = SUN;
  for (let ray = 1; ray < 6; ray += 1) {
    const a = Math.PI + (Math.PI * ray) / 6;
    ctx.beginPath();
    ctx.moveTo(x + Math.cos(a) * r * 1.28, y + Math.sin(a) * r * 1.28);
    ctx.lineTo(x + Math.cos(a) * r * 1.7, y + Math.sin(a) * r * 1.7);
    ctx.stroke();
  }
  ctx.strokeStyle = CREAM;
  for (const [row, reach] of [
    [0.28, 1.5],
    [0.62, 1.1],
  ]) {
    ctx.beginPath();
    for (let step = 0; step <= 40; step += 1) {
      const px = x - r * reach + (2 * r * reach * step) / 40;
      const py = y + r * row + Math.sin((step / 40) * Math.PI * 4) * r * 0.09;
      if (step === 0) ctx.moveTo(px, py);
      else ctx.lineTo(px, py);
    }
    ctx.stroke();
  }
  ctx.restore();
}

function can() {
  const canvas = createCanvas(900, 1500);
  const ctx = canvas.getContext('2d');
  const body = ctx.createLinearGradient(180, 0, 720, 0);
  for (const [at, colour] of [
    [0, '#0F1926'],
    [0.18, '#30496B'],
    [0.34, NIGHT],
    [0.72, '#16233A'],
    [0.9, '#2B4262'],
    [1, '#0C1520'],
  ])
    body.addColorStop(at, colour);
  const metal = ctx.createLinearGradient(180, 0, 720, 0);
  for (const [at, colour] of [
    [0, '#7E8790'],
    [0.25, '#F4F6F8'],
    [0.55, '#A7AFB7'],
    [0.85, '#E3E7EA'],
    [1, '#6F7880'],
  ])
    metal.addColorStop(at, colour);
  const tube = (top, bottom, inset, fill) => {
    ctx.beginPath();
    ctx.moveTo(180 + inset, top);
    ctx.lineTo(180 + inset, bottom);
    ctx.bezierCurveTo(180 + inset, bottom + 42, 720 - inset, bottom + 42, 720 - inset, bottom);
    ctx.lineTo(720 - inset, top);
    ctx.bezierCurveTo(720 - inset, top + 42, 180 + inset, top + 42, 180 + inset, top);
    ctx.closePath();
    ctx.fillStyle = fill;
    ctx.fill();
  };
  tube(1360, 1400, 34, metal);
  tube(190, 1360, 0, body);
  ctx.beginPath();
  ctx.moveTo(180, 195);
  ctx.quadraticCurveTo(190, 130, 226, 110);
  ctx.lineTo(674, 110);
  ctx.quadraticCurveTo(710, 130, 720, 195);
  ctx.bezierCurveTo(720, 237, 180, 237, 180, 195);
  ctx.fillStyle = metal;
  ctx.fill();
  ctx.beginPath();
  ctx.ellipse(450, 108, 226, 40, 0, 0, Math.PI * 2);
  ctx.fillStyle = '#C9CFD5';
  ctx.fill();
  ctx.lineWidth = 8;
  ctx.strokeStyle = '#868F98';
  ctx.stroke();
  ctx.beginPath();
  ctx.ellipse(450, 104, 92, 17, 0, 0, Math.PI * 2);
  ctx.fillStyle = '#9AA3AC';
  ctx.fill();
  drawSun(ctx, 450, 640, 128);
  ctx.fillStyle = CREAM;
  ctx.textAlign = 'center';
  ctx.font = '130px Bold';
  ctx.fillText('DAYBREAK', 450, 935, 480);
  ctx.font = '58px Bold';
  ctx.fillStyle = SUN;
  ctx.fillText('COLD BREW', 450, 1030);
  ctx.globalAlpha = 0.22;
  ctx.fillStyle = '#FFFFFF';
  ctx.fillRect(268, 240, 34, 1100);
  ctx.globalAlpha = 1;
  return canvas;
}

function logo() {
  const canvas = createCanvas(1000, 420);
  const ctx = canvas.getContext('2d');
  drawSun(ctx, 190, 250, 86);
  ctx.fillStyle = CREAM;
  ctx.font = '118px Bold';
  ctx.fillText('Daybreak', 370, 276, 600);
  return canvas;
}

/** 32 s at 96 bpm: soft chords, a plucked line, kick and brush; ends on its first chord. Mono mix with a little width. */
function bed() {
  const rate = 48_000;
  const seconds = 32;
  const left = new Float32Array(rate * seconds);
  const right = new Float32Array(rate * seconds);
  const beat = 60 / 96;
  let noise = 1;
  const rand = () => {
    noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) >>> 0;
    return noise / 2_147_483_648 - 1;
  };
  const add = (at, length, pan, voice) => {
    const from = Math.round(at * rate);
    const to = Math.min(left.length, from + Math.round(length * rate));
    for (let n = Math.max(0, from); n < to; n += 1) {
      const value = voice((n - from) / rate);
      left[n] += value * (1 - Math.max(0, pan));
      right[n] += value * (1 + Math.min(0, pan));
    }
  };
  const hz = (note) => 440 * 2 ** ((note - 69) / 12);
  const chords = [
    [45, 60, 64, 67],
    [41, 57, 60, 64],
    [48, 55, 64, 67],
    [43, 59, 62, 67],
  ];
  for (let bar = 0; bar * 4 * beat < seconds; bar += 1) {
    const at = bar * 4 * beat;
    const chord = chords[bar % 4];
    for (const [index, note] of chord.entries()) {
      const f = hz(note);
      add(at, 4 * beat + 0.4, index % 2 === 0 ? -0.25 : 0.25, (s) => {
        const envelope = Math.min(1, s / 0.35) * Math.min(1, Math.max(0, (4 * beat + 0.4 - s) / 0.5));
        return (
          0.055 *
          envelope *
          (Math.sin(2 * Math.PI * f * s) + 0.35 * Math.sin(4 * Math.PI * f * s + 0.4 * Math.sin(2 * Math.PI * 0.4 * s)))
        );
      });
    }
    if (bar >= 2) {
      const line = [chord[1], chord[3], chord[2], chord[3], chord[1] + 12, chord[3], chord[2], chord[1]];
      for (const [step, note] of line.entries()) {
        const f = hz(note + 12);
        add(
          at + (step * beat) / 2,
          0.7,
          step % 2 === 0 ? 0.3 : -0.3,
          (s) =>
            0.085 *
            Math.exp(-s * 6) *
            (Math.sin(2 * Math.PI * f * s) + 0.5 * Math.exp(-s * 12) * Math.sin(6 * Math.PI * f * s)),
        );
      }
    }
    for (let step = 0; step < 4; step += 1) {
      if (bar >= 1 && step % 2 === 0)
        add(
          at + step * beat,
          0.3,
          0,
          (s) => 0.3 * Math.exp(-s * 14) * Math.sin(2 * Math.PI * (48 * s + 9 * (1 - Math.exp(-s * 28)))),
        );
      if (bar >= 2) add(at + (step + 0.5) * beat, 0.09, 0.15, (s) => 0.035 * Math.exp(-s * 55) * rand());
    }
  }
  const wav = Buffer.alloc(44 + left.length * 4);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + left.length * 4, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(2, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 4, 28);
  wav.writeUInt16LE(4, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(left.length * 4, 40);
  for (let n = 0; n < left.length; n += 1) {
    wav.writeInt16LE(Math.round(Math.tanh(left[n] * 1.4) * 30_000), 44 + n * 4);
    wav.writeInt16LE(Math.round(Math.tanh(right[n] * 1.4) * 30_000), 46 + n * 4);
  }
  return wav;
}

writeFileSync(`${folder}can.png`, can().toBuffer('image/png'));
writeFileSync(`${folder}logo.png`, logo().toBuffer('image/png'));
writeFileSync(`${folder}bed.wav`, bed());
execFileSync('ffmpeg', [
  '-v',
  'error',
  '-y',
  '-i',
  `${folder}bed.wav`,
  '-b:a',
  '128k',
  '-map_metadata',
  '-1',
  '-id3v2_version',
  '0',
  '-write_xing',
  '0',
  `${folder}bed.mp3`,
]);
rmSync(`${folder}bed.wav`);
