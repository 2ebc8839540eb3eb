import { AppError } from '../../../shared/contract/errors.ts';

/** One filter of a chain: name and named options, numbers or words that the program itself wrote. */
export interface Filter {
  name: string;
  options?: Readonly<Record<string, string | number>>;
}

/** Filters one after another between input and output pads. Pads of input files are `0:v`, `1:a`, ours are words. */
export interface FilterChain {
  from: readonly string[];
  filters: readonly Filter[];
  to: readonly string[];
}

const PAD = /^[A-Za-z0-9_:]{1,40}$/;
const NAME = /^[a-z0-9_]{1,40}$/;
/** No quotes, brackets, commas, semicolons or backslashes: nothing that could end a value and begin a filter (M6). */
const WORD = /^[A-Za-z0-9_.:|/*+()-]{1,200}$/;

function checked(pattern: RegExp, value: string, what: string): string {
  if (!pattern.test(value))
    throw new AppError('internal', `Unsafe ${what} in a filter graph`, { value: value.slice(0, 80) });
  return value;
}

function optionText(value: string | number): string {
  if (typeof value === 'string') return checked(WORD, value, 'option').replaceAll(':', '\\:');
  if (!Number.isFinite(value)) throw new AppError('internal', 'A number in a filter graph is not finite');
  return Number.isInteger(value) ? String(value) : value.toFixed(9).replace(/0+$/, '');
}

function filterText(filter: Filter): string {
  const options = Object.entries(filter.options ?? {}).map(
    ([key, value]) => `${checked(NAME, key, 'key')}=${optionText(value)}`,
  );
  const name = checked(NAME, filter.name, 'filter');
  return options.length > 0 ? `${name}=${options.join(':')}` : name;
}

/**
 * The graph in FFmpeg's syntax, one chain per line. Throws AppError `internal` when a pad, name or value could be read
 * as syntax: text of people never comes this way, it is drawn to a picture first (reliability.md M6).
 */
export function filterGraphText(chains: readonly FilterChain[]): string {
  const pads = (names: readonly string[]): string => names.map((name) => `[${checked(PAD, name, 'pad')}]`).join('');
  return chains
    .map((chain) => `${pads(chain.from)}${chain.filters.map(filterText).join(',')}${pads(chain.to)}`)
    .join(';\n');
}
