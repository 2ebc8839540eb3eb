/** What `ffmpeg -version` says about itself. Pure. */

export interface FfmpegVersion {
  /** As printed, e.g. `5.1.9-0+deb12u1` or `N-111620-ge6ca8ab`. */
  text: string;
  /** Undefined for development builds, which carry no release number. */
  release: { major: number; minor: number; patch: number } | undefined;
}

/** First release with the known holes closed (reliability.md M8). */
const FLOOR = { major: 8, minor: 1, patch: 3 };

/** Reads the first line of `-version`; undefined when it is not that tool's. */
export function parseVersion(output: string, tool: string): FfmpegVersion | undefined {
  const match = new RegExp(`^${tool} version (\\S+)`, 'm').exec(output);
  const text = match?.[1];
  if (text === undefined) return undefined;
  const numbers = /^n?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return {
    text,
    release:
      numbers === null
        ? undefined
        : { major: Number(numbers[1]), minor: Number(numbers[2]), patch: Number(numbers[3] ?? 0) },
  };
}

/** True when the release is older than 8.1.3, or unknown: an unknown age is no assurance. */
export function isBelowFloor(version: FfmpegVersion): boolean {
  const { release } = version;
  if (release === undefined) return true;
  if (release.major !== FLOOR.major) return release.major < FLOOR.major;
  if (release.minor !== FLOOR.minor) return release.minor < FLOOR.minor;
  return release.patch < FLOOR.patch;
}

/** From 7.0 on, options read their value from a file as `-/option`; the older `-filter_complex_script` goes away. */
export function filterGraphFileOption(version: FfmpegVersion): string {
  if (version.release === undefined) return '-/filter_complex';
  return version.release.major >= 7 ? '-/filter_complex' : '-filter_complex_script';
}
