/** WebAssembly bytes of an expression or a statement. */
export type Code = readonly number[];

export type ValueType = 'i32' | 'v128';

/** A parameter or a local variable of the function that declared it. */
export interface Variable {
  index: number;
  type: ValueType;
}

/** A function to put into a module. It returns nothing. */
export interface WasmFunction {
  name: string;
  parameterCount: number;
  /** Types of the variables behind the parameters. */
  locals: readonly ValueType[];
  body: Code;
}

const TYPE_BYTES = { i32: 0x7f, v128: 0x7b } as const;

/** Signed LEB128, as immediates of `const` are written. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    const isLast = (rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0);
    bytes.push(isLast ? byte : byte | 0x80);
    if (isLast) return bytes;
  }
}

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  for (;;) {
    const byte = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? byte : byte | 0x80);
    if (rest === 0) return bytes;
  }
}

const binary =
  (opcode: number) =>
  (left: Code, right: Code): Code => [...left, ...right, opcode];

/** A SIMD instruction without immediates, after its operands. */
const vector =
  (opcode: number) =>
  (...operands: Code[]): Code => [...operands.flat(), 0xfd, ...unsigned(opcode)];

const vectorAt =
  (opcode: number) =>
  (operands: Code, offset: number): Code => [...operands, 0xfd, ...unsigned(opcode), 0, ...unsigned(offset)];

export const i32 = {
  const: (value: number): Code => [0x41, ...signed(value)],
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  shl: binary(0x74),
  lessSigned: binary(0x48),
};

export const get = (variable: Variable): Code => [0x20, ...unsigned(variable.index)];
export const set = (variable: Variable, value: Code): Code => [...value, 0x21, ...unsigned(variable.index)];
/** Adds a whole number or another value to an i32 variable. */
export const increase = (variable: Variable, by: Code): Code => set(variable, i32.add(get(variable), by));
export const block = (...statements: Code[]): Code => statements.flat();

/** Runs the body at least once and again as long as the condition holds. */
export const doWhile = (body: Code, condition: Code): Code => [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b];
/** Runs the body where the condition is not zero. */
export const when = (condition: Code, body: Code): Code => [...condition, 0x04, 0x40, ...body, 0x0b];

/** 128-bit vectors; names follow the instructions of the specification. Loads and stores need no alignment. */
export const v128 = {
  load: (address: Code, offset = 0): Code => vectorAt(0x00)(address, offset),
  /** Eight bytes, each widened to 16 bits. */
  load8x8: (address: Code, offset = 0): Code => vectorAt(0x02)(address, offset),
  store: (address: Code, value: Code, offset = 0): Code => vectorAt(0x0b)([...address, ...value], offset),
  /** The lowest eight bytes. */
  store64: (address: Code, value: Code): Code => [...address, ...value, 0xfd, 0x5b, 0, 0, 0],
  /** Four bytes: 32-bit lane `lane`. */
  store32: (address: Code, value: Code, lane: number): Code => [...address, ...value, 0xfd, 0x5a, 0, 0, lane],
  shuffle: (left: Code, right: Code, bytes: readonly number[]): Code => [...left, ...right, 0xfd, 0x0d, ...bytes],
  words: (...values: number[]): Code => [0xfd, 0x0c, ...new Uint8Array(new Int16Array(values).buffer)],
  doubleWords: (...values: number[]): Code => [0xfd, 0x0c, ...new Uint8Array(new Int32Array(values).buffer)],
  not: vector(0x4d),
  and: vector(0x4e),
  or: vector(0x50),
  anyTrue: vector(0x53),
};

export const i8x16 = { add: vector(0x6e), narrowWords: vector(0x66) };

export const i16x8 = {
  add: vector(0x8e),
  mul: vector(0x95),
  shiftRight: (value: Code, bits: number): Code => vector(0x8d)(value, i32.const(bits)),
  extendLow: vector(0x89),
  extendHigh: vector(0x8a),
  /** Signed 32 bits to signed 16. */
  narrow: vector(0x85),
  /** Signed 32 bits to unsigned 16. */
  narrowUnsigned: vector(0x86),
};

export const i32x4 = {
  splat: vector(0x11),
  lane: (value: Code, lane: number): Code => [...value, 0xfd, 0x1b, lane],
  add: vector(0xae),
  sub: vector(0xb1),
  mul: vector(0xb5),
  min: vector(0xb6),
  max: vector(0xb8),
  shiftLeft: (value: Code, bits: number): Code => vector(0xab)(value, i32.const(bits)),
  shiftRight: (value: Code, bits: number): Code => vector(0xac)(value, i32.const(bits)),
  /** Products of 16-bit neighbours, added in pairs. */
  dot: vector(0xba),
};

/** Declares a function: `body` gets its i32 parameters by name and makes its own variables. */
export function wasmFunction<Name extends string>(
  name: string,
  parameters: readonly Name[],
  body: (given: Record<Name, Variable>, local: (type: ValueType) => Variable) => Code,
): WasmFunction {
  const given = Object.fromEntries(parameters.map((parameter, index) => [parameter, { index, type: 'i32' }])) as Record<
    Name,
    Variable
  >;
  const locals: ValueType[] = [];
  const local = (type: ValueType): Variable => {
    locals.push(type);
    return { index: parameters.length + locals.length - 1, type };
  };
  const code = body(given, local);
  return { name, parameterCount: parameters.length, locals, body: code };
}

const section = (id: number, content: readonly number[]): number[] => [id, ...unsigned(content.length), ...content];
const list = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()];
const text = (value: string): number[] => [...unsigned(value.length), ...new TextEncoder().encode(value)];

/** A module that exports the functions and works on the imported shared memory `env.memory` of `maximumPages` pages. */
export function wasmModule(functions: readonly WasmFunction[], maximumPages: number): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameterCount }) => [
    0x60,
    ...list(Array.from({ length: parameterCount }, () => [TYPE_BYTES.i32])),
    0,
  ]);
  const bodies = functions.map(({ locals, body }) => {
    const code = [...list(locals.map((type) => [1, TYPE_BYTES[type]])), ...body, 0x0b];
    return [...unsigned(code.length), ...code];
  });
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(types)),
    ...section(2, list([[...text('env'), ...text('memory'), 0x02, 0x03, 1, ...unsigned(maximumPages)]])),
    ...section(3, list(functions.map((_, index) => unsigned(index)))),
    ...section(7, list(functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)]))),
    ...section(10, list(bodies)),
  ]);
}
