/** Arithmetic in number fields: `12*2`, `(3+1)/2`, `+=5`, `50%` of the present value. A small parser, never `eval`. */

/** The value of the text, or undefined when it is not a number. `current` serves `+=`, `-=`, `*=`, `/=` and `%`. */
export function evaluateNumber(text: string, current = 0): number | undefined {
  const clean = text
    .trim()
    .replaceAll('×', '*')
    .replaceAll('÷', '/')
    .replaceAll('−', '-')
    .replace(/,(?=\d{3}\b)/g, '');
  const step = /^([+\-*/])=(.+)$/.exec(clean);
  if (step) {
    const amount = evaluateNumber(step[2] ?? '', current);
    return amount === undefined ? undefined : finite(apply(step[1] ?? '+', current, amount));
  }
  const tokens = clean.replaceAll(',', '.').match(/\d+(?:\.\d+)?|\.\d+|[-+*/()%]|\S/g) ?? [];
  const state = { tokens, at: 0, current };
  const value = sum(state);
  return value === undefined || state.at !== tokens.length ? undefined : finite(value);
}

/** Keeps a value inside its limits and on its step, free of binary dust (0.30000000000000004). */
export function snapNumber(value: number, limits: { min?: number; max?: number; step?: number }): number {
  const { min = -Infinity, max = Infinity, step = 1 } = limits;
  const origin = Number.isFinite(min) ? min : 0;
  const snapped = origin + Math.round((value - origin) / step) * step;
  return Number(Math.min(max, Math.max(min, snapped)).toFixed(10));
}

interface State {
  tokens: string[];
  at: number;
  current: number;
}

const finite = (value: number) => (Number.isFinite(value) ? value : undefined);

function apply(operator: string, one: number, other: number): number {
  if (operator === '+') return one + other;
  if (operator === '-') return one - other;
  return operator === '*' ? one * other : one / other;
}

function chain(state: State, operators: string, next: (state: State) => number | undefined): number | undefined {
  let value = next(state);
  for (;;) {
    const operator = state.tokens[state.at];
    if (value === undefined || operator === undefined || !operators.includes(operator)) return value;
    state.at += 1;
    const right = next(state);
    value = right === undefined ? undefined : apply(operator, value, right);
  }
}

const sum = (state: State): number | undefined => chain(state, '+-', product);
const product = (state: State): number | undefined => chain(state, '*/', factor);

function factor(state: State): number | undefined {
  const token = state.tokens[state.at];
  state.at += 1;
  if (token === '-' || token === '+') {
    const value = factor(state);
    return value === undefined ? undefined : token === '-' ? -value : value;
  }
  let value: number | undefined;
  if (token === '(') {
    value = sum(state);
    if (state.tokens[state.at] !== ')') return undefined;
    state.at += 1;
  } else if (token !== undefined && /^[\d.]/.test(token)) value = Number(token);
  if (value !== undefined && state.tokens[state.at] === '%') {
    state.at += 1;
    return (value / 100) * state.current;
  }
  return value;
}
