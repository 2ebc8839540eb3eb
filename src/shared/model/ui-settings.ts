import { z } from 'zod';
import { LOCAL_MAKERS, modelIdSchema } from './model-id.ts';
import { SCREENS } from './screens.ts';

/**
 * What a person chose for the window, kept in the library so that every door of it looks the same. Each field stands
 * alone: one that an older or damaged library holds wrongly falls back to its default and the rest stay.
 */

const px = z.int().min(0).max(10_000);

const playbackShape = {
  loop: z.boolean(),
  /** 0 silent, 1 full. */
  volume: z.number().min(0).max(1),
  muted: z.boolean(),
};

const libraryViewShape = {
  mode: z.enum(['grid', 'table']),
  sort: z.enum(['updated', 'created', 'name', 'client', 'campaign', 'state', 'shots', 'length', 'size']),
  /** Against the field's natural order: names from Z, or the oldest first. */
  isReversed: z.boolean(),
};

const limitsShape = {
  /** Largest file that may come in, in megabytes of 1,048,576 bytes. */
  uploadMb: z.int().min(1).max(500),
  /** Local renders that run at the same time; `auto`: a sketch per processor core, one animatic. */
  localRenders: z.union([z.literal('auto'), z.int().min(1).max(16)]),
};

/** Who makes pictures and film where a project has not chosen. */
const modelsShape = { image: modelIdSchema, video: modelIdSchema };

/** Sizes of one screen's panels; what is not named keeps the screen's own. */
export const panelLayoutSchema = z.strictObject({
  leftPx: px.optional(),
  inspectorPx: px.optional(),
  drawerPx: px.optional(),
  isLeftCollapsed: z.boolean().optional(),
  isInspectorCollapsed: z.boolean().optional(),
  isDrawerOpen: z.boolean().optional(),
});
export type PanelLayout = z.infer<typeof panelLayoutSchema>;

const lastRouteSchema = z.strictObject({ screen: z.enum(SCREENS), projectId: z.uuid().nullable() });

/** Names of screens and window classes: `storyboard`, `storyboard.wide`. */
const layoutKey = z.string().regex(/^[a-z][a-z0-9.-]{0,39}$/);
const LAYOUTS_MAX = 64;

export const UI_SCALE_MIN = 0.8;
export const UI_SCALE_MAX = 1.5;

export const VIEWER_SURROUNDS = ['theme', 'black', 'dark', 'middle', 'light', 'white'] as const;

const fields = {
  theme: z.enum(['system', 'dark', 'light', 'contrast']),
  density: z.enum(['compact', 'default', 'comfortable']),
  motion: z.enum(['system', 'reduced']),
  uiScale: z.number().min(UI_SCALE_MIN).max(UI_SCALE_MAX),
  language: z.enum(['system', 'en', 'th']),
  /** Years in Thai: Buddhist era (พ.ศ.) or Common Era (ค.ศ.). */
  thaiYear: z.enum(['buddhist', 'gregorian']),
  /** Ground around a picture in the viewers; `theme`: dark grey in a dark theme, light grey in the light one. */
  viewerSurround: z.enum(VIEWER_SURROUNDS),
  playback: z.strictObject(playbackShape),
  tourDone: z.boolean(),
  libraryView: z.strictObject(libraryViewShape),
  layout: z.record(layoutKey, panelLayoutSchema).refine((table) => Object.keys(table).length <= LAYOUTS_MAX),
  limits: z.strictObject(limitsShape),
  models: z.strictObject(modelsShape),
  lastRoute: lastRouteSchema.nullable(),
};

export const uiSettingsSchema = z.strictObject(fields);
export type UiSettings = z.infer<typeof uiSettingsSchema>;

export const DEFAULT_UI_SETTINGS: UiSettings = {
  theme: 'system',
  density: 'default',
  motion: 'system',
  uiScale: 1,
  language: 'system',
  thaiYear: 'buddhist',
  viewerSurround: 'theme',
  playback: { loop: false, volume: 1, muted: false },
  tourDone: false,
  libraryView: { mode: 'grid', sort: 'updated', isReversed: false },
  layout: {},
  limits: { uploadMb: 50, localRenders: 'auto' },
  models: { image: LOCAL_MAKERS.image, video: LOCAL_MAKERS.video },
  lastRoute: null,
};

/** A change of some fields. `playback`, `libraryView`, `limits` and `models` may be partial; `layout` replaces the screens it names. */
export const uiSettingsPatchSchema = z.strictObject({
  ...z.strictObject(fields).partial().shape,
  playback: z.strictObject(playbackShape).partial().optional(),
  libraryView: z.strictObject(libraryViewShape).partial().optional(),
  limits: z.strictObject(limitsShape).partial().optional(),
  models: z.strictObject(modelsShape).partial().optional(),
});
export type UiSettingsPatch = z.infer<typeof uiSettingsPatchSchema>;

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const present = <T extends object>(value: T | undefined): Present<T> =>
  Object.fromEntries(Object.entries(value ?? {}).filter(([, item]) => item !== undefined)) as Present<T>;

/** Settings with a change on top. Fields that the change leaves out stay; the layouts of other screens stay. */
export function mergeUiSettings(current: UiSettings, patch: UiSettingsPatch): UiSettings {
  const { playback, libraryView, limits, models, layout, ...rest } = patch;
  return {
    ...current,
    ...present(rest),
    playback: { ...current.playback, ...present(playback) },
    libraryView: { ...current.libraryView, ...present(libraryView) },
    limits: { ...current.limits, ...present(limits) },
    models: { ...current.models, ...present(models) },
    layout: { ...current.layout, ...layout },
  };
}

/** What a library holds, made whole: every field that is missing or wrong has its default. */
export function readUiSettings(stored: unknown): UiSettings {
  if (stored === null || typeof stored !== 'object') return DEFAULT_UI_SETTINGS;
  const held = stored as Record<string, unknown>;
  const good = Object.entries(fields).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(held[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return { ...DEFAULT_UI_SETTINGS, ...(Object.fromEntries(good) as Partial<UiSettings>) };
}
