import {
  block,
  doWhile,
  get,
  i16x8,
  i32,
  i32x4,
  i8x16,
  increase,
  set,
  v128,
  wasmFunction,
  wasmModule,
  when,
} from './wasm-code.ts';
import type { Code, ValueType, Variable, WasmFunction } from './wasm-code.ts';
import { MOST_PAGES, webAssembly } from './shared-memory.ts';
import type { SharedMemory } from './shared-memory.ts';

/**
 * The inner loops of putting a frame together, as WebAssembly with SIMD: what costs 5 to 6 ms a frame and pass on a canvas
 * costs about 2 here, and the result is written as the encoder wants it. All addresses are bytes in the shared memory;
 * pixels are premultiplied RGBA; places in a layer are 16.16 fixed point.
 */
export interface FrameKernels {
  /** Draws a transformed rectangle of an opaque part of a layer. Widths are rounded up to four pixels. */
  blit: (...args: BlitArguments) => void;
  /** The same over what is there. */
  blitOver: (...args: BlitArguments) => void;
  /** `blit` and `blitOver` where `vRight` is 0. */
  blitLevel: (...args: BlitArguments) => void;
  blitLevelOver: (...args: BlitArguments) => void;
  /** Lays unscaled pixels over what is there. */
  over: (
    target: number,
    targetStride: number,
    width: number,
    height: number,
    source: number,
    sourceStride: number,
  ) => void;
  /** Multiplies with another picture. */
  multiply: (
    target: number,
    targetStride: number,
    width: number,
    height: number,
    source: number,
    sourceStride: number,
  ) => void;
  /** RGBA to BT.709 limited 4:2:0. Widths are rounded up to eight pixels; the height is even. */
  toYuv: (
    source: number,
    sourceStride: number,
    width: number,
    height: number,
    luma: number,
    lumaStride: number,
    blue: number,
    red: number,
    chromaStride: number,
  ) => void;
}

type BlitArguments = [
  target: number,
  targetStride: number,
  width: number,
  height: number,
  /** Place in the layer of the first pixel's centre; then steps to the right and down. */
  u: number,
  v: number,
  uRight: number,
  vRight: number,
  uDown: number,
  vDown: number,
  layer: number,
  layerStride: number,
  /** The last place that has a neighbour to the right and below. */
  uMost: number,
  vMost: number,
];

const PIXEL = 4;
const words = (value: number): Code => v128.words(...Array.from({ length: 8 }, () => value));

/** (a × b) / 255, rounded, for bytes in 16-bit lanes. */
function timesByte(product: Code, into: Variable): Code {
  return block(
    set(into, i16x8.add(product, words(128))),
    set(into, i16x8.shiftRight(i16x8.add(get(into), i16x8.shiftRight(get(into), 8)), 8)),
  );
}

/** Rows and, within them, steps of `pixels`; `row` and `column` run in bytes. */
function overRectangle(
  size: { width: Variable; height: Variable },
  pixels: number,
  local: (type: ValueType) => Variable,
  parts: { row: Code; step: (left: Variable) => Code; next: Code },
): Code {
  const left = local('i32');
  return doWhile(
    block(
      set(left, get(size.width)),
      parts.row,
      doWhile(block(parts.step(left), increase(left, i32.const(-pixels))), i32.lessSigned(i32.const(0), get(left))),
      parts.next,
      increase(size.height, i32.const(-1)),
    ),
    i32.lessSigned(i32.const(0), get(size.height)),
  );
}

/** What is there, seen through `source`, plus `source`; `source` and `there` are vectors of four pixels. */
function sourceOver(
  source: Variable,
  there: Code,
  low: Variable,
  high: Variable,
  keep: Variable,
  before: Variable,
): Code {
  return block(
    set(before, there),
    set(
      keep,
      v128.not(v128.shuffle(get(source), get(source), [3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15])),
    ),
    timesByte(i16x8.mul(i16x8.extendLow(get(before)), i16x8.extendLow(get(keep))), low),
    timesByte(i16x8.mul(i16x8.extendHigh(get(before)), i16x8.extendHigh(get(keep))), high),
    set(source, i8x16.add(get(source), i8x16.narrowWords(get(low), get(high)))),
  );
}

/** `isLevel`: rows of the frame run along rows of the layer, so that much is worked out once per row. */
function blitKernel(name: string, isOver: boolean, isLevel: boolean): WasmFunction {
  const names = [
    ...(['target', 'targetStride', 'width', 'height', 'u', 'v', 'uRight', 'vRight', 'uDown', 'vDown'] as const),
    ...(['layer', 'layerStride', 'uMost', 'vMost'] as const),
  ];
  return wasmFunction(name, names, (given, local) => {
    const [u4, v4, uStep, vStep, uLast, vLast] = vectors(6, local);
    const [stride4, layer4, uNow, vNow, at, right, down, up] = vectors(8, local);
    const [a, b, pixels, low, high, keep, before, row4] = vectors(8, local);
    const target = local('i32');
    const address = local('i32');
    const lanes = v128.doubleWords(0, 1, 2, 3);
    const splat = (variable: Variable): Code => i32x4.splat(get(variable));
    const clamp = (value: Variable, most: Variable): Code =>
      i32x4.max(i32x4.min(get(value), get(most)), v128.doubleWords(0, 0, 0, 0));
    const fraction = (value: Variable): Code =>
      v128.and(i32x4.shiftRight(get(value), 8), v128.doubleWords(255, 255, 255, 255));
    const whole = v128.doubleWords(256, 256, 256, 256);
    const spread = (variable: Variable, from: number): Code =>
      v128.shuffle(
        get(variable),
        get(variable),
        Array.from({ length: 16 }, (_, byte) => from + (byte & 1)),
      );
    /** Rows of the layer for `v4`, and how much each of two neighbours counts. */
    const vertical = block(
      set(vNow, clamp(v4, vLast)),
      set(row4, i32x4.add(get(layer4), i32x4.mul(i32x4.shiftRight(get(vNow), 16), get(stride4)))),
      set(down, fraction(vNow)),
      set(up, i32x4.sub(whole, get(down))),
    );
    /** Pixel `lane`, as four sums of 65 280 at most. */
    const sample = (lane: number): Code => {
      const from = lane * 4;
      const word = (variable: Variable): Code => (isLevel ? get(variable) : spread(variable, from));
      const doubleWord = (variable: Variable): Code =>
        v128.shuffle(
          get(variable),
          get(variable),
          Array.from({ length: 16 }, (_, byte) => from + (byte & 3)),
        );
      return block(
        set(address, i32x4.lane(get(at), lane)),
        set(a, i16x8.mul(v128.load8x8(get(address)), word(up))),
        set(b, i16x8.mul(v128.load8x8(i32.add(get(address), get(given.layerStride))), word(down))),
        set(a, i16x8.shiftRight(i16x8.add(i16x8.add(get(a), get(b)), words(128)), 8)),
        i32x4.dot(
          v128.shuffle(get(a), get(a), [0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15]),
          doubleWord(right),
        ),
      );
    };
    const two = (first: number): Code =>
      i16x8.shiftRight(i16x8.add(i16x8.narrowUnsigned(sample(first), sample(first + 1)), words(128)), 8);
    const store = v128.store(get(target), get(pixels));
    return block(
      set(uStep, i32x4.shiftLeft(splat(given.uRight), 2)),
      set(vStep, i32x4.shiftLeft(splat(given.vRight), 2)),
      set(uLast, splat(given.uMost)),
      set(vLast, splat(given.vMost)),
      set(stride4, splat(given.layerStride)),
      set(layer4, splat(given.layer)),
      overRectangle({ width: given.width, height: given.height }, 4, local, {
        row: block(
          set(target, get(given.target)),
          set(u4, i32x4.add(splat(given.u), i32x4.mul(splat(given.uRight), lanes))),
          set(v4, i32x4.add(splat(given.v), i32x4.mul(splat(given.vRight), lanes))),
          ...(isLevel ? [vertical, set(down, spread(down, 0)), set(up, spread(up, 0))] : []),
        ),
        step: () =>
          block(
            set(uNow, clamp(u4, uLast)),
            ...(isLevel ? [] : [vertical, set(v4, i32x4.add(get(v4), get(vStep)))]),
            set(at, i32x4.add(get(row4), i32x4.shiftLeft(i32x4.shiftRight(get(uNow), 16), 2))),
            set(right, fraction(uNow)),
            set(right, v128.or(i32x4.shiftLeft(get(right), 16), i32x4.sub(whole, get(right)))),
            set(pixels, i8x16.narrowWords(two(0), two(2))),
            isOver
              ? when(
                  v128.anyTrue(get(pixels)),
                  block(sourceOver(pixels, v128.load(get(target)), low, high, keep, before), store),
                )
              : store,
            set(u4, i32x4.add(get(u4), get(uStep))),
            increase(target, i32.const(4 * PIXEL)),
          ),
        next: block(
          increase(given.target, get(given.targetStride)),
          increase(given.u, get(given.uDown)),
          increase(given.v, get(given.vDown)),
        ),
      }),
    );
  });
}

/** As many vector variables as are taken out of the answer. */
function vectors(count: number, local: (type: ValueType) => Variable): [...Eight] {
  return Array.from({ length: count }, () => local('v128')) as Eight;
}

type Eight = [Variable, Variable, Variable, Variable, Variable, Variable, Variable, Variable];

/** A kernel that changes four unscaled pixels at a time. */
function pairKernel(
  name: string,
  step: (target: Variable, source: Variable, local: (type: ValueType) => Variable) => Code,
): WasmFunction {
  const names = ['target', 'targetStride', 'width', 'height', 'source', 'sourceStride'] as const;
  return wasmFunction(name, names, (given, local) => {
    const target = local('i32');
    const source = local('i32');
    return overRectangle({ width: given.width, height: given.height }, 4, local, {
      row: block(set(target, get(given.target)), set(source, get(given.source))),
      step: () =>
        block(
          step(target, source, local),
          increase(target, i32.const(4 * PIXEL)),
          increase(source, i32.const(4 * PIXEL)),
        ),
      next: block(increase(given.target, get(given.targetStride)), increase(given.source, get(given.sourceStride))),
    });
  });
}

const overKernel = pairKernel('over', (target, source, local) => {
  const [pixels, low, high, keep, before] = vectors(5, local);
  return block(
    set(pixels, v128.load(get(source))),
    when(
      v128.anyTrue(get(pixels)),
      block(sourceOver(pixels, v128.load(get(target)), low, high, keep, before), v128.store(get(target), get(pixels))),
    ),
  );
});

const multiplyKernel = pairKernel('multiply', (target, source, local) => {
  const [one, other, low, high] = vectors(4, local);
  return block(
    set(one, v128.load(get(target))),
    set(other, v128.load(get(source))),
    timesByte(i16x8.mul(i16x8.extendLow(get(one)), i16x8.extendLow(get(other))), low),
    timesByte(i16x8.mul(i16x8.extendHigh(get(one)), i16x8.extendHigh(get(other))), high),
    v128.store(get(target), i8x16.narrowWords(get(low), get(high))),
  );
});

/** BT.709, limited range, in 1/16384 per full-range step. */
const LUMA = [2992, 10063, 1016] as const;
const BLUE = [-1649, -5547, 7196] as const;
const RED = [7196, -6536, -660] as const;
const BITS = 14;

const toYuvKernel = wasmFunction(
  'toYuv',
  ['source', 'sourceStride', 'width', 'height', 'luma', 'lumaStride', 'blue', 'red', 'chromaStride'],
  (given, local) => {
    const source = local('i32');
    const luma = local('i32');
    const chroma = local('i32');
    const left = local('i32');
    const [quad, first, second, third] = vectors(4, local);
    const fourth = local('v128');
    const sums = vectors(4, local);
    const [both] = vectors(1, local);
    const lumaWeights = v128.words(...LUMA, 0, ...LUMA, 0);
    const chromaWeights = v128.words(...BLUE, 0, ...RED, 0);
    const lumaBase = (16 << BITS) + (1 << (BITS - 1));
    const chromaBase = (128 << (BITS + 2)) + (1 << (BITS + 1));
    const evens = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27];
    const odds = evens.map((byte) => byte + 4);
    const pairSums = (one: Variable, other: Variable): Code =>
      i32x4.add(v128.shuffle(get(one), get(other), evens), v128.shuffle(get(one), get(other), odds));
    /** Four pixels: their luma as 32-bit lanes in `into`; their colour is added to two sums of a 2×2 block each. */
    const four = (address: Code, offset: number, into: Variable, half: number, isFirst: boolean): Code => {
      const [low, high] = [sums[half * 2] as Variable, sums[half * 2 + 1] as Variable];
      const gather = (sum: Variable, wide: Code): Code => set(sum, isFirst ? wide : i16x8.add(get(sum), wide));
      return block(
        set(quad, v128.load(address, offset)),
        gather(low, i16x8.extendLow(get(quad))),
        gather(high, i16x8.extendHigh(get(quad))),
        set(third, i32x4.dot(i16x8.extendLow(get(quad)), lumaWeights)),
        set(fourth, i32x4.dot(i16x8.extendHigh(get(quad)), lumaWeights)),
        set(
          into,
          i32x4.shiftRight(
            i32x4.add(pairSums(third, fourth), v128.doubleWords(lumaBase, lumaBase, lumaBase, lumaBase)),
            BITS,
          ),
        ),
      );
    };
    const row = (address: Code, to: Code, isFirst: boolean): Code =>
      block(
        four(address, 0, first, 0, isFirst),
        four(address, 16, second, 1, isFirst),
        set(quad, i16x8.narrow(get(first), get(second))),
        v128.store64(to, i8x16.narrowWords(get(quad), get(quad))),
      );
    const swap = [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7];
    const weigh = (sum: Variable): Code =>
      set(sum, i32x4.dot(i16x8.add(get(sum), v128.shuffle(get(sum), get(sum), swap)), chromaWeights));
    const base = v128.doubleWords(chromaBase, chromaBase, chromaBase, chromaBase);
    const chromaOf = (half: number): Code =>
      i32x4.shiftRight(i32x4.add(pairSums(sums[half * 2] as Variable, sums[half * 2 + 1] as Variable), base), BITS + 2);
    return doWhile(
      block(
        set(left, get(given.width)),
        set(source, get(given.source)),
        set(luma, get(given.luma)),
        set(chroma, i32.const(0)),
        doWhile(
          block(
            row(get(source), get(luma), true),
            row(i32.add(get(source), get(given.sourceStride)), i32.add(get(luma), get(given.lumaStride)), false),
            ...[0, 1, 2, 3].map((index) => weigh(sums[index] as Variable)),
            set(both, i16x8.narrow(chromaOf(0), chromaOf(1))),
            set(both, i8x16.narrowWords(get(both), get(both))),
            set(both, v128.shuffle(get(both), get(both), [0, 2, 4, 6, 1, 3, 5, 7, 0, 0, 0, 0, 0, 0, 0, 0])),
            v128.store32(i32.add(get(given.blue), get(chroma)), get(both), 0),
            v128.store32(i32.add(get(given.red), get(chroma)), get(both), 1),
            increase(source, i32.const(8 * PIXEL)),
            increase(luma, i32.const(8)),
            increase(chroma, i32.const(4)),
            increase(left, i32.const(-8)),
          ),
          i32.lessSigned(i32.const(0), get(left)),
        ),
        increase(given.source, i32.shl(get(given.sourceStride), i32.const(1))),
        increase(given.luma, i32.shl(get(given.lumaStride), i32.const(1))),
        increase(given.blue, get(given.chromaStride)),
        increase(given.red, get(given.chromaStride)),
        increase(given.height, i32.const(-2)),
      ),
      i32.lessSigned(i32.const(0), get(given.height)),
    );
  },
);

/** Compiles the kernels for a memory of `createSharedMemory`. */
export function openFrameKernels(memory: SharedMemory): FrameKernels {
  const functions = [
    ...[blitKernel('blit', false, false), blitKernel('blitOver', true, false)],
    ...[blitKernel('blitLevel', false, true), blitKernel('blitLevelOver', true, true)],
    ...[overKernel, multiplyKernel, toYuvKernel],
  ];
  const module = new webAssembly.Module(wasmModule(functions, MOST_PAGES));
  return new webAssembly.Instance(module, { env: { memory } }).exports as FrameKernels;
}
