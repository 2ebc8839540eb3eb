/** The screens of the window, in the order of the rail. */
export const SCREENS = ['library', 'brief', 'storyboard', 'jobs', 'export', 'settings'] as const;
export type Screen = (typeof SCREENS)[number];
