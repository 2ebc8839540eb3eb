import { describe, expect, it } from 'vitest';
import { messagesCommandsEn } from '../i18n/messages-commands-en.ts';
import { messagesCommandsTh } from '../i18n/messages-commands-th.ts';
import { COMMANDS, commandOf } from './all-commands.ts';
import { PREDICATES } from './command-types.ts';
import type { CommandContext, Platform } from './command-types.ts';
import { formatKeys, keysOn, parseKeys } from './keys.ts';
import type { KeyEventLike } from './keys.ts';
import { createKeyMap, findKeyConflicts } from './resolve-key.ts';

const PLATFORMS: readonly Platform[] = ['mac', 'windows', 'linux'];
const press = (code: string, more: Partial<KeyEventLike> = {}): KeyEventLike => ({
  key: code.startsWith('Key') ? code.slice(3).toLowerCase() : code,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  altGraph: false,
  ...more,
});
const onBoard: readonly CommandContext[] = ['storyboard', 'app'];
const inText: readonly CommandContext[] = ['text', 'storyboard', 'app'];
const idOf = (event: KeyEventLike, stack = onBoard, platform: Platform = 'windows'): string | null | undefined =>
  createKeyMap(COMMANDS, platform).resolve(event, stack)?.command?.id;

describe('the table of commands', () => {
  it('has no two commands with the same keys in one context', () => {
    for (const platform of PLATFORMS) expect(findKeyConflicts(COMMANDS, platform)).toEqual([]);
    const [row] = COMMANDS;
    if (row === undefined) throw new Error('no rows');
    expect(findKeyConflicts([row, { ...row, id: 'copy' }], 'linux')[0]?.ids).toEqual([row.id, 'copy']);
    const ctrl = { ...row, id: 'ctrl', keys: { all: ['Ctrl+KeyK'] } };
    expect(findKeyConflicts([row, ctrl], 'mac')).toEqual([]);
    expect(findKeyConflicts([row, ctrl], 'windows')).toHaveLength(1);
  });

  it('has one row for each id, keys that can be read, and predicates that exist', () => {
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
    for (const { keys, enabled } of COMMANDS) {
      for (const platform of PLATFORMS)
        for (const text of keysOn(keys, platform)) expect(() => parseKeys(text)).not.toThrow();
      if (enabled !== undefined) expect(PREDICATES).toContain(enabled);
    }
    expect(() => parseKeys('Mod+k')).toThrow('no keys');
  });

  it('leaves keys to the system that it keeps for itself', () => {
    const reserved = ['KeyH', 'KeyM', 'KeyQ'];
    for (const { id, keys } of COMMANDS) {
      for (const text of keysOn(keys, 'mac')) {
        const { mod, ctrl, alt, shift, key } = parseKeys(text);
        expect(mod && !alt && !shift && reserved.includes(key), id).toBe(false);
        expect(ctrl && key.startsWith('Arrow'), id).toBe(false);
      }
    }
  });

  it('is found in both languages', () => {
    for (const { id, keywords, titleKey } of COMMANDS) {
      expect(keywords.en.length, id).toBeGreaterThan(0);
      expect(
        keywords.th.every((word) => /[\u0E00-\u0E7F]/.test(word)),
        id,
      ).toBe(true);
      expect(Object.hasOwn(messagesCommandsEn, titleKey), id).toBe(true);
      expect(messagesCommandsTh[titleKey as keyof typeof messagesCommandsTh], id).toMatch(/[\u0E00-\u0E7F]/);
    }
    const placeholders = (text: string): string[] => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();
    for (const [key, text] of Object.entries(messagesCommandsEn)) {
      expect(placeholders(messagesCommandsTh[key as keyof typeof messagesCommandsEn]), key).toEqual(placeholders(text));
    }
  });
});

describe('keys', () => {
  it('goes by position: a Thai layout changes nothing', () => {
    expect(idOf(press('KeyK', { key: 'า', ctrlKey: true }))).toBe('palette.open');
    expect(idOf(press('KeyN', { key: 'ื' }))).toBe('shot.insertAfter');
    expect(idOf(press('BracketLeft', { key: 'บ' }))).toBe('shot.shorter');
    expect(idOf(press('Slash', { key: 'ฦ', shiftKey: true }))).toBe('help.shortcuts');
  });

  it('has Mod on the key of the platform', () => {
    expect(idOf(press('KeyZ', { metaKey: true }), onBoard, 'mac')).toBe('edit.undo');
    expect(idOf(press('KeyZ', { ctrlKey: true }), onBoard, 'mac')).toBeUndefined();
    expect(idOf(press('KeyY', { ctrlKey: true }), onBoard, 'linux')).toBe('edit.redo');
    expect(idOf(press('KeyY', { ctrlKey: true }), onBoard, 'mac')).toBeUndefined();
  });

  it("lets the screen's own meaning win, and the app's stand elsewhere", () => {
    expect(idOf(press('Delete'))).toBe('shot.delete');
    expect(idOf(press('Delete'), ['library', 'app'])).toBe('edit.delete');
    expect(idOf(press('Delete'), ['jobs', 'app'])).toBe('job.cancel');
  });

  it('leaves a text field its letters and its own chords', () => {
    expect(idOf(press('KeyN'), inText)).toBeUndefined();
    expect(idOf(press('Backspace'), inText)).toBeUndefined();
    expect(idOf(press('KeyZ', { ctrlKey: true }), inText)).toBeUndefined();
    expect(idOf(press('KeyZ', { ctrlKey: true, shiftKey: true }), inText)).toBeUndefined();
    expect(idOf(press('KeyK', { ctrlKey: true }), inText)).toBe('palette.open');
    expect(idOf(press('Escape'), inText)).toBe('text.leave');
    expect(idOf(press('Enter', { ctrlKey: true }), inText)).toBe('text.commit');
    expect(idOf(press('F6'), inText)).toBe('region.next');
  });

  it('hides everything under a dialog', () => {
    expect(idOf(press('KeyN'), ['modal', ...onBoard])).toBeUndefined();
    expect(idOf(press('KeyZ', { ctrlKey: true }), ['modal', ...onBoard])).toBeUndefined();
    expect(idOf(press('Escape'), ['modal', ...onBoard])).toBe('dialog.close');
  });

  it('is silent while a word is being composed, and while AltGr types a letter', () => {
    expect(createKeyMap(COMMANDS, 'windows').resolve(press('KeyN', { isComposing: true }), onBoard)).toBeNull();
    expect(createKeyMap(COMMANDS, 'windows').resolve(press('KeyN', { key: 'Process' }), onBoard)).toBeNull();
    const altGr = press('KeyB', { ctrlKey: true, altKey: true, altGraph: true });
    expect(createKeyMap(COMMANDS, 'windows').resolve(altGr, onBoard)).toBeNull();
    expect(idOf({ ...altGr, altGraph: false })).toBe('panel.inspector');
  });

  it('uses a held key up without repeating what must not repeat', () => {
    const keys = createKeyMap(COMMANDS, 'windows');
    expect(keys.resolve(press('KeyN', { repeat: true }), onBoard)).toEqual({ command: null });
    expect(keys.resolve(press('KeyR', { repeat: true }), onBoard)).toEqual({ command: null });
    expect(keys.resolve(press('BracketRight', { repeat: true }), onBoard)?.command?.id).toBe('shot.longer');
  });

  it('takes plus with and without Shift, and from the number pad', () => {
    expect(idOf(press('Equal', { key: '=', ctrlKey: true }))).toBe('view.zoomIn');
    expect(idOf(press('Equal', { key: '+', ctrlKey: true, shiftKey: true }))).toBe('view.zoomIn');
    expect(idOf(press('NumpadAdd', { key: '+', ctrlKey: true }))).toBe('view.zoomIn');
  });

  it('is read as people write it', () => {
    const redo = commandOf('edit.redo').keys;
    expect(keysOn(redo, 'mac').map((text) => formatKeys(text, 'mac'))).toEqual(['⇧⌘Z']);
    expect(keysOn(redo, 'windows').map((text) => formatKeys(text, 'windows'))).toEqual(['Ctrl+Y', 'Ctrl+Shift+Z']);
    expect(formatKeys('Shift+BracketLeft', 'linux')).toBe('Shift+[');
  });
});
