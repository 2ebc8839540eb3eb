import { expect, it } from 'vitest';
import { speakingSeconds } from './speaking-time.ts';

it.each([
  ['', 0],
  ['The city sleeps. You do not.', 6 / 2.2],
  ["Don't stop – it's 5 o'clock!", 5 / 2.2],
  ['เมืองหลับ', 0.7],
  ['Nova เมืองหลับ', 1 / 2.2 + 0.7],
])('%s', (text, seconds) => expect(speakingSeconds(text)).toBeCloseTo(seconds, 5));
