import type { Brief } from '../../../shared/model/brief.ts';
import { ratioOfBrief } from '../../../shared/model/brief.ts';
import type { Language, Lighting, Mood, NarrativeRole } from '../../../shared/model/shot-terms.ts';
import type { ReadPerson } from '../reading-types.ts';
import type { Coverage } from './coverage.ts';
import type { World } from './continuity.ts';
import { personWords } from './metaphors.ts';
import { placeWords } from './shot-words.ts';
import {
  ANGLE_WORDS,
  LENS_WORDS,
  LIGHT_WORDS,
  MOVE_WORDS,
  SIZE_WORDS,
  moodWords,
  timeWords,
  weatherWords,
} from './trade-words.ts';

/**
 * R1.3, R2.2: the augmented prompts. The person's words stand first and in their language; the trade's terms are English,
 * because every model knows them. Pure; the word guard goes over the result.
 */

interface PromptInput {
  pictureText: string;
  cover: Coverage;
  world: World;
  lighting: Lighting;
  mood: Mood;
  role: NarrativeRole;
  language: Language;
  brief: Brief;
  /** Who and what stays the same through the film: "runner (woman, short hair, sportswear)". */
  cast: readonly string[];
  keyMessage: string | null;
  seconds: number;
  travels: boolean;
  /** Does anybody or anything act in it? */
  hasSubject: boolean;
}

interface ShotPrompts {
  imagePrompt: string;
  endImagePrompt: string;
  motionPrompt: string;
}

const LOOK_PRESETS: Record<string, string> = {
  cinematic: 'cinematic film still, natural grain',
  documentary: 'documentary realism, available light',
  product: 'clean product photography',
  animation: 'hand-made animation look',
};
/** Presets that choose a model and say nothing to it. */
const MODEL_PRESETS: ReadonlySet<string> = new Set(['hd', 'upscale']);

function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' ? '' : /[.!?…]["”']?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

function joined(parts: readonly string[]): string {
  return parts
    .map(sentence)
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 7_900);
}

function cap(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function framing({ cover }: PromptInput): string {
  return cap([SIZE_WORDS[cover.size], ANGLE_WORDS[cover.angle], LENS_WORDS[cover.lens]].join(', '));
}

function setting({ world, lighting, mood, language }: PromptInput): string {
  const where = placeWords(world, language);
  const when = [timeWords(world.timeOfDay, language), weatherWords(world.weather, language)].filter(Boolean).join(', ');
  const feel = moodWords(mood, language);
  return `${cap(where)} ${when}; ${LIGHT_WORDS[lighting]}${feel === '' ? '' : `; ${feel}`}`;
}

/** What the client and the campaign want in every picture. */
function brandWords({ brief, keyMessage }: PromptInput): string[] {
  const looks = brief.stylePresets
    .filter((preset) => !MODEL_PRESETS.has(preset.toLowerCase()))
    .map((preset) => LOOK_PRESETS[preset.toLowerCase()] ?? preset);
  return [
    brief.brand.visualStyle === undefined ? '' : `Visual style: ${brief.brand.visualStyle.slice(0, 600)}`,
    looks.length === 0 ? '' : `Look: ${looks.join('; ')}`,
    brief.brand.palette === undefined || brief.brand.palette.length === 0
      ? ''
      : `Colour palette: ${brief.brand.palette.join(', ')}`,
    brief.brand.voice === undefined ? '' : `Brand voice: ${brief.brand.voice.slice(0, 600)}`,
    brief.keywords.length === 0 ? '' : `Keywords: ${brief.keywords.join(', ').slice(0, 800)}`,
    brief.campaign.objective === undefined ? '' : `Made to: ${brief.campaign.objective.slice(0, 600)}`,
    keyMessage === null ? '' : `Message to feel: ${keyMessage}`,
  ];
}

const RATIO_WORDS = {
  '9:16': 'Vertical 9:16 composition, subject in the middle third',
  '16:9': 'Horizontal 16:9 composition',
  '1:1': 'Square 1:1 composition',
  '4:5': 'Portrait 4:5 composition',
} as const;

/** The three prompts of one shot. */
export function writePrompts(input: PromptInput): ShotPrompts {
  const { cover, pictureText, cast } = input;
  const text = pictureText.slice(0, 3_000);
  const move = MOVE_WORDS[cover.move];
  const people = cast.length === 0 ? '' : `In the picture, the same in every shot: ${cast.join('; ').slice(0, 800)}`;
  const composition = RATIO_WORDS[ratioOfBrief(input.brief)];
  const endAction = !input.hasSubject
    ? 'a little time has passed'
    : input.travels
      ? 'the subject is further along its way'
      : 'the action is complete';
  return {
    imagePrompt: joined([framing(input), text, setting(input), people, ...brandWords(input), composition]),
    endImagePrompt: joined([
      `Last frame of the same shot: ${endAction}; ${move.end}`,
      framing(input),
      text,
      `${setting(input)}; same place, light, people and clothes as the first frame`,
      people,
      ...brandWords(input),
      composition,
    ]),
    motionPrompt: joined([
      text,
      `Camera: ${move.camera}, ${ANGLE_WORDS[cover.angle]}, ${SIZE_WORDS[cover.size]}`,
      `The action fills ${input.seconds.toFixed(1)} seconds; at the end ${endAction}`,
      weatherMotion(input.world),
      'Light, place and clothes do not change',
    ]),
  };
}

function weatherMotion(world: World): string {
  switch (world.weather) {
    case 'rain':
    case 'storm':
      return 'Rain keeps falling';
    case 'snow':
      return 'Snow keeps falling';
    case 'wind':
      return 'Hair, cloth and leaves move in the wind';
    case 'fog':
      return 'Fog drifts slowly';
    default:
      return '';
  }
}

/** One person as the models must keep them: "runner (woman, short hair, sportswear)". */
export function castLine(person: ReadPerson, language: Language): string {
  const { looks } = person;
  const who = AGE_WORDS[looks.age][looks.gender];
  const hair = ['bald', 'cap', 'hat', 'headscarf'].includes(looks.hair) ? looks.hair : `${looks.hair} hair`;
  const label = personWords(person, language);
  const traits = [
    who === label ? '' : who,
    looks.build === 'average' ? '' : `${looks.build} build`,
    hair,
    looks.clothes,
    looks.glasses ? 'glasses' : '',
  ];
  return `${label} (${traits.filter(Boolean).join(', ')})`;
}

const AGE_WORDS = {
  child: { woman: 'girl', man: 'boy', neutral: 'child' },
  teen: { woman: 'teenage girl', man: 'teenage boy', neutral: 'teenager' },
  adult: { woman: 'woman', man: 'man', neutral: 'person' },
  elder: { woman: 'elderly woman', man: 'elderly man', neutral: 'elderly person' },
} as const;
