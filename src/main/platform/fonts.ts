/** The two families that draw Latin and Thai, registered once per thread from the packages they come in. */
import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';
import { unpackedPath } from './unpacked-path.ts';

const requireFrom = createRequire(import.meta.url);
const FACES = [
  ['@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf', 'Inter'],
  ['@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf', 'Inter'],
  ['@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf', 'Inter'],
  ['@expo-google-fonts/noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf', 'Noto Sans Thai'],
  ['@expo-google-fonts/noto-sans-thai/600SemiBold/NotoSansThai_600SemiBold.ttf', 'Noto Sans Thai'],
  ['@expo-google-fonts/noto-sans-thai/700Bold/NotoSansThai_700Bold.ttf', 'Noto Sans Thai'],
] as const;

/** Family list for canvas: Latin first, Thai glyphs fall through to the second. */
export const FONT_FAMILIES = '"Inter", "Noto Sans Thai"';

/** Makes the fonts known to this thread's canvas. Cheap to call again. */
export function registerFonts(): void {
  if (GlobalFonts.has('Inter') && GlobalFonts.has('Noto Sans Thai')) return;
  for (const [file, family] of FACES) GlobalFonts.registerFromPath(unpackedPath(requireFrom.resolve(file)), family);
}

/** A canvas font string: weight and size in pixels. */
export function fontOf(weight: 400 | 600 | 700, sizePx: number): string {
  return `${weight} ${sizePx}px ${FONT_FAMILIES}`;
}
