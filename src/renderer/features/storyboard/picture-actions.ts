import { uploadAsset } from '../../client/upload.ts';
import { insertShot } from '../../editor/commands/shots.ts';
import type { ShotPlace } from './board-rows.ts';
import { BOTH } from './board-kit.ts';
import type { BoardKit, Slots } from './board-kit.ts';

/** Own pictures from files: each is brought into the library first, and changes the board only when it is there. */
export function createPictureActions(kit: BoardKit) {
  const { api, editor, say, saved, askStatus, reasonOf, reveal, order, shot, active, drawing } = kit;
  const { projectId } = editor;
  const top = () => editor.history.entries().undo.at(-1);

  const replace = async (shotId: string, file: File, slots: Slots): Promise<void> => {
    const { id: assetId } = await uploadAsset(api, file);
    await saved();
    await api.boards.replaceImage({ projectId, shotId, slots: [...slots], assetId });
  };
  /** Gives the id of the new shot. */
  const insert = async (file: File, place: ShotPlace): Promise<string> => {
    const { id: assetId } = await uploadAsset(api, file);
    // The neighbour may have been deleted while the file was on its way.
    const besideId = shot(place.besideId) === undefined ? (order().at(-1) ?? place.besideId) : place.besideId;
    const shotId = editor.edit(
      place.where === 'after' ? 'undo.shot.insertAfter' : 'undo.shot.insertBefore',
      (draft) => insertShot(draft, { ...place, besideId }),
      { select: (made) => [made] },
    );
    const step = top();
    reveal(shotId, false);
    try {
      await saved();
      await api.boards.replaceImage({ projectId, shotId, slots: [...BOTH], assetId });
    } catch (error) {
      // Nobody asked for an empty shot.
      if (top() === step) editor.undo();
      throw error;
    }
    return shotId;
  };
  /** One file after the other; what was refused is said together at the end, each with its file. */
  const each = async (files: readonly File[], work: (file: File, at: number) => Promise<void>): Promise<void> => {
    say(null);
    const refusals: string[] = [];
    for (const [at, file] of files.entries()) {
      try {
        await work(file, at);
      } catch (error) {
        refusals.push(files.length === 1 ? reasonOf(error) : `${file.name}: ${reasonOf(error)}`);
      }
    }
    if (refusals.length > 0) say(refusals.join(' '));
    askStatus();
  };

  const actions = {
    replaceImage: (shotId: string, file: File, slots: Slots): Promise<void> =>
      drawing(() => replace(shotId, file, slots)),
    /** Each picture becomes a shot, in the order of the files; without a place after the active one. */
    async insertImages(files: readonly File[], place?: ShotPlace): Promise<void> {
      const besideId = active() ?? order().at(-1);
      let next = place ?? (besideId === undefined ? undefined : { besideId, where: 'after' as const });
      await each(files, async (file) => {
        if (next !== undefined) next = { besideId: await insert(file, next), where: 'after' };
      });
    },
    /** The first picture goes into the shot, the others become shots after it. */
    async dropOnShot(shotId: string, files: readonly File[]): Promise<void> {
      let besideId = shotId;
      await each(files, async (file, at) => {
        if (at === 0) await replace(shotId, file, BOTH);
        else besideId = await insert(file, { besideId, where: 'after' });
      });
    },
  };
  return actions;
}
