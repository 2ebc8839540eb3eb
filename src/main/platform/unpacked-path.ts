/**
 * The real place of a file that a packaged app holds outside its archive. Programs and native code know nothing of
 * `app.asar`: what they open or run lies beside it. Everywhere else the path stays as it is.
 */
export function unpackedPath(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
}
