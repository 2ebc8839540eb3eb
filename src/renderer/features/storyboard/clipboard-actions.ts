import { downloadAsset } from '../../client/download.ts';
import { selectChosenTake, selectShotNumber } from '../../editor/selectors.ts';
import { shotName } from '../../../shared/model/shot-name.ts';
import { BOTH } from './board-kit.ts';
import type { BoardKit, Slots } from './board-kit.ts';
import { copyAfter, moveAfter } from './paste-shots.ts';

/** What was copied or cut last: other programs get the words, the board itself knows the shots by them. */
interface Held {
  ids: readonly string[];
  text: string;
  isCut: boolean;
}

/** Systems end lines in their own way; words that come back from the clipboard are the same words. */
const plain = (text: string): string => text.replace(/\r\n?/g, '\n').trim();

/** Any picture as PNG: the one kind that every clipboard takes. */
async function pngOf(picture: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Shots by way of the system's clipboard. */
export function createClipboardActions(
  kit: BoardKit,
  deps: { replaceImage(shotId: string, file: File, slots: Slots): Promise<void> },
) {
  const { api, ui, toasts, t, document, say, edit, reveal, order, shot, targets, active, countOf } = kit;
  let held: Held | null = null;

  const wordsOf = (id: string): string => {
    const description = shot(id)?.description.trim() ?? '';
    if (description !== '') return description;
    const number = selectShotNumber(document.getState(), id);
    return t('board.shot-name', { number: number === undefined ? '' : shotName(number) });
  };
  const write = async (text: string): Promise<boolean> => {
    say(null);
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      say(t('board.copy-failed'));
      return false;
    }
  };
  const hold = async (isCut: boolean): Promise<void> => {
    const ids = targets();
    if (ids.length === 0) return;
    const text = ids.map(wordsOf).join('\n\n');
    if (!(await write(text))) return;
    held = { ids, text, isCut };
    toasts.success(t(isCut ? 'board.shots-cut' : 'board.shots-copied', { count: ids.length }));
  };

  return {
    /** The keyframe that is looked at, in full size, on the clipboard. */
    async copyFrame(): Promise<void> {
      const id = active();
      const take = id === null ? undefined : selectChosenTake(document.getState(), id, ui.getState().slot);
      if (take === undefined) return say(t('board.no-picture'));
      say(null);
      try {
        // As a promise: the clipboard is asked while the key still counts as the person's wish.
        const png = downloadAsset(api, take.assetId).then(pngOf);
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
        toasts.success(t('board.copied'));
      } catch {
        say(t('board.copy-failed'));
      }
    },
    /** The selected shots; words that are marked outside of the board instead, where there are any. */
    async copy(): Promise<void> {
      const isOnCard = window.document.activeElement?.closest('[data-testid=scene-card]') != null;
      const marked = isOnCard ? '' : (window.getSelection()?.toString() ?? '');
      if (marked.trim() === '') return hold(false);
      if (await write(marked)) toasts.success(t('board.copied'));
    },
    /** They move when they are pasted; until then nothing changes. */
    cut: (): Promise<void> => hold(true),
    /** True: the text is what was copied here last, and its shots were pasted. */
    pasteShots(text: string): boolean {
      const besideId = active() ?? order().at(-1);
      const shotIds = held?.ids.filter((id) => shot(id) !== undefined) ?? [];
      if (held === null || besideId === undefined || shotIds.length === 0 || plain(text) !== plain(held.text))
        return false;
      const options = { ...countOf(shotIds), select: (ids: readonly string[]) => ids };
      const made = held.isCut
        ? edit(
            'undo.shot.moveLater',
            (draft) => {
              moveAfter(draft, { shotIds, besideId });
              return shotIds;
            },
            options,
          )
        : edit('undo.shot.duplicate', (draft) => copyAfter(draft, { shotIds, besideId }), options);
      if (made === undefined) return true;
      // They can be moved once; pasted again they are copied.
      held = { ...held, isCut: false };
      if (made[0] !== undefined) reveal(made[0]);
      return true;
    },
    /** The picture on the clipboard in the place of the shot's own. */
    async pasteInto(): Promise<void> {
      const [id] = targets();
      if (id === undefined) return;
      if (shot(id)?.locked === true) return say(t('board.refused.locked'));
      const { mode, slot } = ui.getState();
      let file: File | undefined;
      try {
        for (const item of await navigator.clipboard.read()) {
          const type = item.types.find((one) => one.startsWith('image/'));
          if (type !== undefined) file ??= new File([await item.getType(type)], 'pasted', { type });
        }
      } catch {
        return say(t('board.clipboard-unreadable'));
      }
      if (file === undefined) return say(t('board.clipboard-no-picture'));
      await deps.replaceImage(id, file, mode === 'single' ? [slot] : BOTH);
    },
  };
}
