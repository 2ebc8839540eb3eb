/** From a described run to the tokens of the command line. Pure; the golden tests look at this file. */
import { isAbsolute } from 'node:path';
import { AppError } from '../../../shared/contract/errors.ts';
import type { FfmpegInput, FfmpegRun } from '../media-types.ts';
import { globalFlags, inputFlags } from './flag-blocks.ts';

export interface InputArgv {
  options: string[];
  /** What stands behind `-i`; undefined for the pipe, which the runner feeds. */
  source: string | undefined;
}

/** Path as FFmpeg must get it: a bare name could be an option, a protocol or a pattern (M2). */
export function fileUrl(absolutePath: string): string {
  if (!isAbsolute(absolutePath)) {
    throw new AppError('invalid-input', 'FFmpeg paths must be absolute', { path: absolutePath });
  }
  if (absolutePath.includes('\0')) {
    throw new AppError('invalid-input', 'A path holds a NUL byte', {});
  }
  return `file:${absolutePath}`;
}

/** Tokens of one input: flag block, the caller's options, source. Throws `invalid-input` for none or two sources. */
export function inputArgv(input: FfmpegInput): InputArgv {
  const sources = [input.path, input.stdin, input.lavfi].filter((source) => source !== undefined);
  if (sources.length !== 1) {
    throw new AppError('invalid-input', 'An FFmpeg input has exactly one source', { sources: sources.length });
  }
  const options = [...inputFlags(input.trust), ...(input.args ?? [])];
  if (input.path !== undefined) return { options, source: fileUrl(input.path) };
  if (input.lavfi !== undefined) return { options: [...options, '-f', 'lavfi'], source: input.lavfi };
  return { options, source: undefined };
}

/** All inputs, the global flags in front of the first. Throws `invalid-input` without an input or with two pipes. */
export function inputsArgv(inputs: readonly FfmpegInput[]): InputArgv[] {
  if (inputs.length === 0) throw new AppError('invalid-input', 'FFmpeg needs an input', {});
  if (inputs.filter((input) => input.stdin !== undefined).length > 1) {
    throw new AppError('invalid-input', 'Only one FFmpeg input can be a pipe', {});
  }
  return inputs.map((input, index) => {
    const argv = inputArgv(input);
    return index === 0 ? { ...argv, options: [...globalFlags(), ...argv.options] } : argv;
  });
}

/** Tokens between the inputs and the target: graph file, the caller's options, container. */
export function outputArgv(
  run: Pick<FfmpegRun, 'outputArgs' | 'outputFormat'>,
  graph: { option: string; path: string } | undefined,
): string[] {
  return [
    ...(graph === undefined ? [] : [graph.option, graph.path]),
    ...run.outputArgs,
    // The target never is a pattern: one picture, whatever signs its name holds.
    ...(run.outputFormat === 'image2' ? ['-update', '1'] : []),
    '-f',
    run.outputFormat,
  ];
}
